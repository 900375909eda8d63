import * as z from "zod";
import { LocalDateTime, Remark, Slug } from "../platform/shapes.ts";
import { PersonId, SeatId } from "../seats/id-model.ts";
import { SessionId, SessionPath } from "../sessions/id-model.ts";

/** Whether a member comes: `substitute` sends whoever is accredited to sit in for them. */
export const Reply = z.enum(["attends", "excused", "substitute"]).meta({ id: "Reply" });

/** What a member said. Why they do not come is kept with what is theirs, and never shown here. */
export const Answer = z
  .object({
    municipality: Slug,
    session: SessionId,
    seat: SeatId,
    tenure: z.int(),
    reply: Reply,
    /** Of those accredited to sit in for them, who comes; null: not said. */
    substitute: PersonId.nullable().default(null),
    /** The version of the convocation that they answered, and its day: another day asks anew. */
    n: z.int(),
    start: LocalDateTime,
    at: z.string(),
    /** How it came: over a sign-in, by the link in the mail, or told to the secretary. */
    by: z.enum(["member", "link", "secretary"]),
    version: z.int(),
  })
  .meta({ id: "Answer", description: "Whether a member comes to a session" });
export type Answer = z.infer<typeof Answer>;

/** An answer as the table holds it. */
export const StoredAnswer = Answer.extend({
  /** Whose reason is kept for it, by an id that says nothing; null: none was given. */
  excuse: PersonId.nullable().default(null),
});
export type StoredAnswer = z.infer<typeof StoredAnswer>;

export const AnswerInput = z
  .strictObject({
    reply: Reply,
    /** Why they do not come: for the secretariat, and forgotten with the next answer or with the person. */
    reason: Remark.optional(),
    /** Which of the substitutes of the seat comes. */
    substitute: PersonId.optional(),
  })
  .refine(({ reply, reason }) => reason === undefined || reply === "excused", {
    path: ["reason"],
    message: "goes with the reply `excused`, and only with it",
  })
  .refine(({ reply, substitute }) => substitute === undefined || reply === "substitute", {
    path: ["substitute"],
    message: "goes with the reply `substitute`, and only with it",
  })
  .meta({ id: "AnswerInput" });
export type AnswerInput = z.infer<typeof AnswerInput>;

/** What the page behind the link sends: a field that was left empty comes as "". */
export const AnswerForm = z
  .strictObject({ reply: Reply, reason: z.union([z.literal(""), Remark]).optional() })
  .refine(({ reply, reason = "" }) => reason === "" || reply === "excused", {
    path: ["reason"],
    message: "goes with the reply `excused`, and only with it",
  })
  .meta({ id: "AnswerForm" });

export const AnswerPath = SessionPath.extend({ seat: SeatId });
/** `key`: of the signed link in the mail, instead of a token. */
export const AnswerQuery = z.strictObject({ key: z.string().max(300).optional() });
export const KeyQuery = z.strictObject({ key: z.string().max(300) });
