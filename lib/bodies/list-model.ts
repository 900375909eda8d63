import * as z from "zod";
import { CalendarDate, listOf, PartialDate, Slug, Title } from "../platform/shapes.ts";
import { Certainty } from "../platform/validity.ts";
import { BodyKind, FormerName } from "./model.ts";

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
