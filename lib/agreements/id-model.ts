import * as z from "zod";
import { Slug } from "../platform/shapes.ts";
import { SessionId } from "../sessions/id-model.ts";

/** Counts the agreements of a session from 1. */
export const AgreementNumber = z.int().min(1).max(999);

/** An agreement, named from elsewhere: the session that adopted it, and which of that session's it is. */
export const AgreementRef = z
  .strictObject({ session: SessionId, n: AgreementNumber })
  .meta({ id: "AgreementRef", description: "An agreement: its session, and which of that session's it is" });
export type AgreementRef = z.infer<typeof AgreementRef>;

export const AgreementPath = z.object({
  municipality: Slug,
  session: SessionId,
  agreement: z
    .string()
    .regex(/^[1-9]\d{0,2}$/, "must be the number of an agreement")
    .transform(Number),
});
