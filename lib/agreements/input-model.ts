import * as z from "zod";
import { paging, ProseInput, Slug } from "../platform/shapes.ts";
import { followed } from "./model.ts";
import { AgreementState } from "./states.ts";

const input = { ...followed, text: ProseInput, note: ProseInput.nullable() };

export const AgreementInput = z
  .strictObject({
    text: input.text,
    item: Slug.nullable().default(null),
    vote: z.int().min(1).max(999).nullable().default(null),
    responsible: input.responsible.default(null),
    due: input.due.default(null),
    follows: input.follows.default(null),
    challenge: input.challenge.default(null),
    access: input.access.default("public"),
    note: input.note.default(null),
  })
  .meta({ id: "AgreementInput" });
export type AgreementInput = z.infer<typeof AgreementInput>;

export const AgreementPatch = z
  .strictObject({ ...input, state: AgreementState })
  .partial()
  .meta({ id: "AgreementPatch" });

export const AgreementQuery = z.strictObject(paging);

/** Without `state`: those that are still to be done, open or in progress. */
export const BodyAgreementQuery = z.strictObject({
  state: z.enum([...AgreementState.options, "all"]).optional(),
  ...paging,
  // Of every session on a page it is looked at how its minutes stand.
  limit: z.coerce.number().int().min(1).max(50).default(50),
});
