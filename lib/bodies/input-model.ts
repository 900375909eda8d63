import * as z from "zod";
import { Contact } from "../municipalities/contact-model.ts";
import { CalendarDate, Line, paging, ProseInput, Slug, TitleInput } from "../platform/shapes.ts";
import { isOrdered } from "../platform/validity.ts";
import { Convening } from "./convening-model.ts";
import { Act, BodyKind, LegalNumber } from "./model.ts";
import { OpenListInput } from "./open-list.ts";

/** `at`: that day instead of today; "ever": all that ever were. */
export const BodyQuery = z.strictObject({
  at: z.union([CalendarDate, z.literal("ever")]).optional(),
  kind: BodyKind.optional(),
  challenge: Slug.optional(),
  territory: Slug.optional(),
  ...paging,
});

const input = {
  alternateNames: z.array(TitleInput).max(20),
  kind: BodyKind,
  description: ProseInput.nullable(),
  objectives: z.array(ProseInput).max(50),
  legalBasis: z.array(Line).max(20),
  department: TitleInput.nullable(),
  contact: Contact.nullable(),
  territory: Slug.nullable(),
  legalNumbers: z.array(LegalNumber).max(50),
  comprises: OpenListInput.nullable(),
  participants: OpenListInput.nullable(),
  /** The operator's to change: it reaches into other towns. */
  sharedWith: z
    .array(Slug)
    .max(40)
    .refine((towns) => new Set(towns).size === towns.length, "must name each town once"),
  convening: Convening.nullable(),
  founded: Act.nullable(),
};

export const BodyInput = z
  .strictObject({
    ...input,
    name: TitleInput,
    /** Made from the name when it is not given. */
    id: Slug.optional(),
    alternateNames: input.alternateNames.default([]),
    description: input.description.default(null),
    objectives: input.objectives.default([]),
    legalBasis: input.legalBasis.default([]),
    department: input.department.default(null),
    contact: input.contact.default(null),
    territory: input.territory.default(null),
    legalNumbers: input.legalNumbers.default([]),
    comprises: input.comprises.default(null),
    participants: input.participants.default(null),
    sharedWith: input.sharedWith.default([]),
    convening: input.convening.default(null),
    founded: input.founded.default(null),
    /** Of a body of the past. One that still acts is dissolved by an event, which ends its seats and series. */
    dissolved: Act.nullable().default(null),
  })
  .refine(({ founded, dissolved }) => isOrdered({ from: founded?.date, until: dissolved?.date }), {
    path: ["dissolved", "date"],
    message: "must not be before it was founded",
  })
  .meta({ id: "BodyInput" });

/** `name` corrects the present name; a change of name is an event. */
export const BodyPatch = z
  .strictObject({ ...input, name: TitleInput })
  .partial()
  .meta({ id: "BodyPatch" });
