import * as z from "zod";
import { Contact } from "../municipalities/contact-model.ts";
import { CalendarDate, Line, PartialDate, Prose, Slug, TimeZone, Title } from "../platform/shapes.ts";
import { Convening } from "./convening-model.ts";
import { OpenList } from "./open-list.ts";

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
    members: z.int().min(1).max(1000),
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
    version: z.int(),
  })
  .meta({ id: "Body", description: "A participation body of a town" });
export type Body = z.infer<typeof Body>;

/** A body as the table holds it: the town's zone never changes, and what it says is read on the town's clock. */
export const StoredBody = Body.extend({ timeZone: TimeZone });
export type StoredBody = z.infer<typeof StoredBody>;
