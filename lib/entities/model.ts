import * as z from "zod";
import { FormerName } from "../bodies/model.ts";
import { Relation } from "../bodies/relation-model.ts";
import { Contact } from "../municipalities/model.ts";
import {
  CalendarDate,
  listOf,
  paging,
  Prose,
  ProseInput,
  Slug,
  TimeZone,
  Title,
  TitleInput,
} from "../platform/shapes.ts";
import { Certainty, isOrdered, order, validity } from "../platform/validity.ts";
import { Seat } from "../seats/model.ts";

/** What an organisation is, as far as participation asks. */
export const EntityKind = z
  .enum([
    "association",
    "foundation",
    "cooperative",
    "union",
    "company",
    "school",
    "university",
    "administration",
    "public-body",
    "political-group",
    "professional-college",
    "other",
  ])
  .meta({ id: "EntityKind" });

/** An organisation that takes part: Popolo's Organization outside the town's own bodies. */
export const Entity = z
  .object({
    id: Slug,
    municipality: Slug,
    name: Title,
    formerNames: z.array(FormerName),
    alternateNames: z.array(Title),
    /** Null: not stated. */
    kind: EntityKind.nullable(),
    description: Prose.nullable(),
    contact: Contact.nullable(),
    /** The territory where it is; null: the town, or not stated. */
    territory: Slug.nullable(),
    /** Since when it is, and until when it was. */
    ...validity,
    version: z.number().int(),
  })
  .meta({ id: "Entity", description: "An organisation that takes part" });
export type Entity = z.infer<typeof Entity>;

export const StoredEntity = Entity.extend({ timeZone: TimeZone });
export type StoredEntity = z.infer<typeof StoredEntity>;

export const EntityBrief = Entity.pick({ id: true, municipality: true, name: true, kind: true })
  .extend({ inForce: Certainty })
  .meta({ id: "EntityBrief", description: "An entity, as a list shows it on a day" });
export const EntityList = listOf(EntityBrief, "EntityList");

/** A line of the town's list, as it is stored. */
export const EntityEntry = Entity.pick({ id: true, name: true, kind: true, from: true, until: true })
  .extend({ recorded: CalendarDate, formerNames: z.array(FormerName).default([]) })
  .partial({ from: true, until: true, kind: true });
export type EntityEntry = z.infer<typeof EntityEntry>;

/** A seat as its entity's page shows it. */
export const HeldSeat = Seat.omit({ substitutes: true, version: true }).meta({ id: "HeldSeat" });

/** An entity on a day, with the seats that it held then, of this town's bodies and of those it shares. */
export const EntityPage = Entity.extend({
  at: CalendarDate,
  inForce: Certainty,
  seats: z.array(HeldSeat),
  relations: z.array(Relation),
}).meta({ id: "EntityPage", description: "An entity on a day, with its seats" });

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
