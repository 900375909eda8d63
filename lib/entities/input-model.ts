import * as z from "zod";
import { Contact } from "../municipalities/contact-model.ts";
import { CalendarDate, paging, ProseInput, Slug, TitleInput } from "../platform/shapes.ts";
import { isOrdered, order, validity } from "../platform/validity.ts";
import { EntityKind } from "./model.ts";

const input = {
  alternateNames: z.array(TitleInput).max(20),
  kind: EntityKind.nullable(),
  description: ProseInput.nullable(),
  contact: Contact.nullable(),
  territory: Slug.nullable(),
  from: validity.from,
  until: validity.until,
};

export const EntityInput = z
  .strictObject({
    ...input,
    name: TitleInput,
    /** Made from the name when it is not given. */
    id: Slug.optional(),
    alternateNames: input.alternateNames.default([]),
    kind: input.kind.default(null),
    description: input.description.default(null),
    contact: input.contact.default(null),
    territory: input.territory.default(null),
    from: input.from.default(null),
    until: input.until.default(null),
  })
  .refine(isOrdered, order())
  .meta({ id: "EntityInput" });

/** `since`: the day from which it has the name given here; without it, the name is corrected. */
export const EntityPatch = z
  .strictObject({ ...input, name: TitleInput, since: CalendarDate })
  .partial()
  .refine(({ name, since }) => since === undefined || name !== undefined, {
    path: ["since"],
    message: "goes with a `name`: the day from which it has it",
  })
  .meta({ id: "EntityPatch" });

export const EntityPath = z.object({ municipality: Slug, entity: Slug });
export const EntityQuery = z.strictObject({ at: CalendarDate.optional() });
export const EntityListQuery = z.strictObject({ at: CalendarDate.optional(), ...paging });
