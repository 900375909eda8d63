import * as z from "zod";
import { FormerName } from "../bodies/model.ts";
import { Contact } from "../municipalities/contact-model.ts";
import { CalendarDate, listOf, Prose, Slug, TimeZone, Title } from "../platform/shapes.ts";
import { Certainty, validity } from "../platform/validity.ts";

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
    version: z.int(),
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
