import * as z from "zod";
import { LocalDateTime, Slug } from "../platform/shapes.ts";
import { SeatId } from "../seats/model.ts";
import { SessionId, SessionPath } from "../sessions/model.ts";

/** Whether a member comes: `substitute` sends whoever is accredited to sit in for them. */
export const Reply = z.enum(["attends", "excused", "substitute"]).meta({ id: "Reply" });

/** What a member said. Why they do not come is theirs, and not kept here. */
export const Answer = z
  .object({
    municipality: Slug,
    session: SessionId,
    seat: SeatId,
    tenure: z.number().int(),
    reply: Reply,
    /** The version of the convocation that they answered, and its day: another day asks anew. */
    n: z.number().int(),
    start: LocalDateTime,
    at: z.string(),
    /** How it came: over a sign-in, by the link in the mail, or told to the secretary. */
    by: z.enum(["member", "link", "secretary"]),
    version: z.number().int(),
  })
  .meta({ id: "Answer", description: "Whether a member comes to a session" });
export type Answer = z.infer<typeof Answer>;

export const AnswerInput = z.strictObject({ reply: Reply }).meta({ id: "AnswerInput" });
export const AnswerList = z
  .object({ items: z.array(Answer) })
  .meta({ id: "AnswerList", description: "What the members of a session said" });

export const AnswerPath = SessionPath.extend({ seat: SeatId });
/** `key`: of the signed link in the mail, instead of a token. */
export const AnswerQuery = z.strictObject({ key: z.string().max(300).optional() });
export const KeyQuery = z.strictObject({ key: z.string().max(300) });
