import * as z from "zod";
import { Contact } from "../municipalities/model.ts";
import { Line, listOf, PartialDate, Prose, ProseInput, Slug, Title, TitleInput } from "../platform/shapes.ts";

/** What a body is: W3C ORG's classification, in the words of the field. */
export const BodyKind = z
  .enum([
    "council",
    "plenary",
    "committee",
    "driving-group",
    "working-commission",
    "table",
    "local-network",
    "supramunicipal-network",
    "team",
    "governing-council",
  ])
  .meta({ id: "BodyKind" });

/** When something happened as far as it is known, and the act that decided it. */
const Event = z.strictObject({ date: PartialDate.nullable(), act: Line.nullable().default(null) });

/** A participation body of a town: Popolo's Organization, W3C ORG's OrganizationalUnit. */
export const Body = z
  .object({
    id: Slug,
    municipality: Slug,
    name: Title,
    alternateNames: z.array(Title),
    kind: BodyKind,
    description: Prose.nullable(),
    objectives: z.array(Prose),
    legalBasis: z.array(Line),
    department: Title.nullable(),
    contact: Contact.nullable(),
    founded: Event.nullable(),
    dissolved: Event.nullable(),
    version: z.number().int(),
  })
  .meta({ id: "Body", description: "A participation body of a town" });
export type Body = z.infer<typeof Body>;

export const BodyBrief = Body.pick({ id: true, municipality: true, name: true, kind: true }).meta({
  id: "BodyBrief",
  description: "A body, as a list shows it",
});
export type BodyBrief = z.infer<typeof BodyBrief>;
export const BodyList = listOf(BodyBrief, "BodyList");

const input = {
  name: TitleInput,
  alternateNames: z.array(TitleInput).max(20),
  kind: BodyKind,
  description: ProseInput.nullable(),
  objectives: z.array(ProseInput).max(50),
  legalBasis: z.array(Line).max(20),
  department: TitleInput.nullable(),
  contact: Contact.nullable(),
  founded: Event.nullable(),
  dissolved: Event.nullable(),
};

export const BodyInput = z
  .strictObject({
    ...input,
    /** Made from the name when it is not given. */
    id: Slug.optional(),
    alternateNames: input.alternateNames.default([]),
    description: input.description.default(null),
    objectives: input.objectives.default([]),
    legalBasis: input.legalBasis.default([]),
    department: input.department.default(null),
    contact: input.contact.default(null),
    founded: input.founded.default(null),
    dissolved: input.dissolved.default(null),
  })
  .meta({ id: "BodyInput" });

export const BodyPatch = z.strictObject(input).partial().meta({ id: "BodyPatch" });

export const BodyPath = z.object({ municipality: Slug, body: Slug });

/** Whose office lets them change what a body plans. */
export const secretariat = ["operator", "administrator", "secretary"] as const;
