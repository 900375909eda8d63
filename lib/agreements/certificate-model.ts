import * as z from "zod";
import { Vote } from "../meetings/vote-model.ts";
import { Prose, Slug, Title } from "../platform/shapes.ts";
import { SessionId } from "../sessions/id-model.ts";

/** What is said before the minutes are approved, and what asks for it. */
export const BeforeApproval = z
  .object({
    words: Prose,
    /** Null: no rule of the body says whether. */
    article: z.string().nullable(),
    /** [R]: where this is a reading, in these words; null: the rule's own. */
    reading: z.string().nullable(),
  })
  .meta({
    id: "BeforeApproval",
    description: "That the minutes are not approved yet, and what asks to say so",
  });
export type BeforeApproval = z.infer<typeof BeforeApproval>;

/** That a session agreed something. Of a vote its counts: who voted how is in the minutes. */
export const AgreementCertificate = z
  .object({
    municipality: Slug,
    body: Slug,
    session: SessionId,
    title: Title,
    /** The local start of the session. */
    start: z.string(),
    n: z.int(),
    item: Slug.nullable(),
    text: Prose,
    vote: Vote.pick({ n: true, method: true, counts: true, majority: true, outcome: true, at: true })
      .meta({ id: "CertifiedVote" })
      .nullable(),
    minutes: z
      .object({ version: z.int().nullable(), status: z.string().nullable(), approved: z.boolean() })
      .meta({ id: "MinutesOfAgreement" }),
    /** Null once the minutes are approved. */
    warning: BeforeApproval.nullable(),
    /** SHA-256 over all the above: the same for the same agreement as the minutes stand. */
    digest: z.string(),
    issuedAt: z.string(),
  })
  .meta({ id: "AgreementCertificate", description: "That a session agreed something" });
export type AgreementCertificate = z.infer<typeof AgreementCertificate>;
