import * as z from "zod";
import { OpenList, OpenListInput } from "./open-list.ts";
import { Convening } from "./convening-model.ts";
import { Contact } from "../municipalities/model.ts";
import {
  CalendarDate,
  Line,
  listOf,
  paging,
  PartialDate,
  Prose,
  ProseInput,
  Slug,
  TimeZone,
  Title,
  TitleInput,
} from "../platform/shapes.ts";
import { Certainty, isOrdered } from "../platform/validity.ts";

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
export const Act = z
  .strictObject({ date: PartialDate.nullable(), act: Line.nullable().default(null) })
  .meta({ id: "Act", description: "When it happened, as far as it is known, and the act that decided it" });

/** The number of members that a rule or an agreement sets (law: the legal number), from a day on. */
export const LegalNumber = z
  .strictObject({
    members: z.number().int().min(1).max(1000),
    from: PartialDate.nullable().default(null),
    act: Line.nullable().default(null),
  })
  .meta({ id: "LegalNumber", description: "How many members the rules set, from a day on" });

/** A name that a body or an entity had, and the first day on which it had it no more. */
export const FormerName = z.object({ name: Title, until: PartialDate.nullable() }).meta({ id: "FormerName" });

/** A participation body of a town: Popolo's Organization, W3C ORG's OrganizationalUnit. */
export const Body = z
  .object({
    id: Slug,
    municipality: Slug,
    name: Title,
    formerNames: z.array(FormerName).default([]),
    alternateNames: z.array(Title),
    kind: BodyKind,
    description: Prose.nullable(),
    objectives: z.array(Prose),
    legalBasis: z.array(Line),
    department: Title.nullable(),
    contact: Contact.nullable(),
    /** The territory it acts for; null: the town, or not stated. */
    territory: Slug.nullable().default(null),
    /** The template that it is an instance of. */
    template: Slug.nullable().default(null),
    legalNumbers: z.array(LegalNumber).default([]),
    /** Where one row stands for several bodies: which, as far as it is known. */
    comprises: OpenList.nullable().default(null),
    /** Who takes part, as far as it is stated without seats. */
    participants: OpenList.nullable().default(null),
    /** Other towns that share a supramunicipal network: their entities may hold seats in it. */
    sharedWith: z.array(Slug).default([]),
    /** Null: it has not chosen; then a secretary convenes by hand and is told in time. */
    convening: Convening.nullable().default(null),
    founded: Act.nullable(),
    dissolved: Act.nullable(),
    /** The local day on which it was taken in. */
    recorded: CalendarDate,
    version: z.number().int(),
  })
  .meta({ id: "Body", description: "A participation body of a town" });
export type Body = z.infer<typeof Body>;

/** A body as the table holds it: the town's zone never changes, and what it says is read on the town's clock. */
export const StoredBody = Body.extend({ timeZone: TimeZone });
export type StoredBody = z.infer<typeof StoredBody>;

/** A line of the town's list, as it is stored: as short as it goes, for a list reads them all. */
export const BodyEntry = z.object({
  id: Slug,
  kind: BodyKind,
  name: Title,
  formerNames: z.array(FormerName).default([]),
  from: PartialDate.nullable().default(null),
  until: PartialDate.nullable().default(null),
  /** Only where `from` is not known. */
  recorded: CalendarDate.default("0000-01-01"),
  territory: Slug.nullable().default(null),
});
export type BodyEntry = z.infer<typeof BodyEntry>;

/** A line of the list: the name it had on the day that was asked about, and whether it acted then. */
export const BodyBrief = z
  .object({
    id: Slug,
    municipality: Slug,
    name: Title,
    kind: BodyKind,
    territory: Slug.nullable(),
    from: PartialDate.nullable(),
    until: PartialDate.nullable(),
    inForce: Certainty,
  })
  .meta({ id: "BodyBrief", description: "A body, as a list shows it on a day" });
export type BodyBrief = z.infer<typeof BodyBrief>;
export const BodyList = listOf(BodyBrief, "BodyList");

/** `at`: that day instead of today; "ever": all that ever were. */
export const BodyQuery = z.strictObject({
  at: z.union([CalendarDate, z.literal("ever")]).optional(),
  kind: BodyKind.optional(),
  challenge: Slug.optional(),
  territory: Slug.optional(),
  ...paging,
});
export const AtQuery = z.strictObject({ at: CalendarDate.optional() });

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

export const BodyPath = z.object({ municipality: Slug, body: Slug });

/** Whose office lets them change what a body plans. */
export const secretariat = ["operator", "administrator", "secretary"] as const;
/** Besides them whoever sits in it. */
export const membership = [...secretariat, "member"] as const;
export const administration = ["operator", "administrator"] as const;
