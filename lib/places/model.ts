import * as z from "zod";
import {
  Duration,
  CalendarDate,
  Line,
  listOf,
  LocalDateTime,
  paging,
  Prose,
  ProseInput,
  Slug,
  TimeZone,
  Title,
  TitleInput,
} from "../platform/shapes.ts";
import { SessionId } from "../sessions/id-model.ts";
import { SlotParty } from "../sessions/slot-model.ts";

/** A room of a town, with what it holds. What nobody stated is null. */
export const Place = z
  .object({
    id: Slug,
    municipality: Slug,
    name: Title,
    address: Line.nullable(),
    /** How many people it holds. */
    capacity: z.int().nullable(),
    equipment: z.array(Line),
    /** Whether everyone can get in and take part; null: not known. */
    accessible: z.boolean().nullable(),
    notes: Prose.nullable(),
    version: z.int(),
  })
  .meta({ id: "Place", description: "A room of a town" });
export type Place = z.infer<typeof Place>;
export const PlaceList = listOf(Place, "PlaceList");

const input = {
  name: TitleInput,
  address: Line.nullable(),
  capacity: z.int().min(1).max(100_000).nullable(),
  equipment: z.array(Line).max(50),
  accessible: z.boolean().nullable(),
  notes: ProseInput.nullable(),
};

export const PlaceInput = z
  .strictObject({
    ...input,
    id: Slug.optional(),
    address: input.address.default(null),
    capacity: input.capacity.default(null),
    equipment: input.equipment.default([]),
    accessible: input.accessible.default(null),
    notes: input.notes.default(null),
  })
  .meta({ id: "PlaceInput" });
export const PlacePatch = z.strictObject(input).partial().meta({ id: "PlacePatch" });
export const PlacePath = z.object({ municipality: Slug, place: Slug });
export const PlaceQuery = z.strictObject(paging);

/** A use of a room that is no session: a space that the town cedes, or its own. Nobody is named in it. */
export const Use = z
  .object({
    id: Slug,
    municipality: Slug,
    place: Slug,
    start: LocalDateTime,
    timeZone: TimeZone,
    /** Null: to the end of its local day. */
    duration: Duration.nullable(),
    holdsUntil: LocalDateTime,
    /** To whom it is ceded. */
    entity: SlotParty.nullable(),
    /** The body of the town that uses it. */
    body: Slug.nullable(),
    purpose: Title,
    version: z.int(),
  })
  .meta({ id: "PlaceUse", description: "A use of a room that is no session" });
export type Use = z.infer<typeof Use>;

export const UseInput = z
  .strictObject({
    start: LocalDateTime,
    duration: Duration.nullable().default(null),
    entity: z
      .union([Slug, z.strictObject({ municipality: Slug, id: Slug })])
      .nullable()
      .default(null),
    body: Slug.nullable().default(null),
    purpose: TitleInput,
  })
  .meta({ id: "PlaceUseInput" });

/** When a room is taken, as everyone sees it: by which session or entity, and not what else it is for. */
export const Taken = z
  .object({
    from: LocalDateTime,
    /** Half-open: at this very moment it is free. */
    to: LocalDateTime,
    what: z.enum(["session", "use"]),
    session: SessionId.nullable(),
    body: Slug.nullable(),
    title: Title.nullable(),
    entity: SlotParty.nullable(),
    /** Of a use that is no session. */
    use: Slug.nullable(),
  })
  .meta({ id: "PlaceTaken", description: "When a room is taken" });
export type Taken = z.infer<typeof Taken>;
export const TakenList = z
  .object({ items: z.array(Taken), timeZone: TimeZone })
  .meta({ id: "PlaceTakenList", description: "When a room is taken, in the order of the clock" });

export const UsePath = PlacePath.extend({ use: Slug });
export const UsesQuery = z.strictObject({ from: CalendarDate.optional(), to: CalendarDate.optional() });
export const Ended = z.object({ use: Slug, ended: z.literal(true) }).meta({ id: "PlaceUseEnded" });
