import * as z from "zod";
import { Answer } from "../answers/model.ts";
import { Remark, Slug } from "../platform/shapes.ts";
import { PersonId, SeatId } from "../seats/id-model.ts";
import { SessionId } from "../sessions/id-model.ts";

/** Why a person does not come to a session, as they wrote it: personal data, perhaps about their health. */
export const Excuse = z.object({
  municipality: Slug,
  person: PersonId,
  session: SessionId,
  seat: SeatId,
  reason: Remark,
  at: z.string(),
});
export type Excuse = z.infer<typeof Excuse>;

/** An excuse as the person's own export holds it. */
export const OwnExcuse = Excuse.pick({ session: true, seat: true, reason: true, at: true }).meta({
  id: "OwnExcuse",
  description: "Why a person said that they would not come to a session",
});

export const AnswerList = z
  .object({
    items: z.array(
      Answer.extend({
        /** Why they do not come, where they said so. */
        reason: Remark.nullable(),
      }).meta({ id: "AnswerWithReason" }),
    ),
  })
  .meta({ id: "AnswerList", description: "What the members of a session said" });
