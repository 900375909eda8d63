import * as z from "zod";
import { CalendarDate, Line, listOf, paging, Slug, TimeZone, Title, TitleInput } from "../platform/shapes.ts";
import { Certainty, isOrdered, order, validity } from "../platform/validity.ts";
import { SessionId } from "../sessions/model.ts";

/** What whoever sits on it is in the body; Popolo's Post.role, in the law's words. */
export const SeatRole = z
  .enum(["president", "vice-president", "secretary", "member", "observer", "guest"])
  .meta({ id: "SeatRole" });
export type SeatRole = z.infer<typeof SeatRole>;

/** `not-known`: nobody said whether anyone sits there, which is not the same as vacant. */
export const Occupancy = z.enum(["held", "vacant", "not-known"]).meta({ id: "Occupancy" });

/** The id of a person: random, it says nothing by itself. */
export const PersonId = Slug.meta({ id: "PersonId", description: "A person's id: opaque" });
export const SeatId = Slug.meta({ id: "SeatId", description: "A seat's id: opaque" });

/** An entity, of this town or of one that shares the body. */
export const HolderEntity = z
  .object({ municipality: Slug, id: Slug })
  .meta({ id: "HolderEntity", description: "An entity that holds a seat" });

/** Someone who sits in for the titular: indefinitely, for a time, or for single sessions (Llei 26/2010, 14.3). */
export const Substitute = z
  .strictObject({
    person: PersonId,
    from: validity.from.default(null),
    until: validity.until.default(null),
    /** Only for these; empty: for all. */
    sessions: z.array(SessionId).max(50).default([]),
    act: Line.nullable().default(null),
  })
  .refine(isOrdered, order())
  .meta({ id: "Substitute" });

const own = {
  role: SeatRole,
  /** The post's own name: "Vocalia de les entitats". */
  label: Title.nullable(),
  voice: z.boolean(),
  vote: z.boolean(),
  /** Named as spokesperson of an administration or a social organisation (Ley 40/2015, 17.2; Llei 26/2010, 17.5). */
  spokesperson: z.boolean().default(false),
  ...validity,
  /** The act that appointed whoever holds it. */
  act: Line.nullable(),
};

/** A seat as the table holds it, in its present tenure. */
export const StoredSeat = z.object({
  id: SeatId,
  municipality: Slug,
  body: Slug,
  ...own,
  occupancy: Occupancy,
  entity: HolderEntity.nullable(),
  titular: PersonId.nullable(),
  substitutes: z.array(Substitute),
  /** Counts the tenures of this seat from 1. */
  tenure: z.number().int(),
  /** When the tenure before this one ended; null for the first. */
  previousUntil: validity.until.default(null),
  /** The town's, which never changes. */
  timeZone: TimeZone,
  version: z.number().int(),
});
export type StoredSeat = z.infer<typeof StoredSeat>;

/** A seat as everyone sees it: its role and entity, and no person. */
export const Seat = z
  .object({
    id: SeatId,
    municipality: Slug,
    body: Slug,
    ...own,
    /** On the day that was asked about. */
    inForce: Certainty,
    occupancy: Occupancy,
    entity: HolderEntity.nullable(),
    /** How many substitutes it has. */
    substitutes: z.number().int(),
    tenure: z.number().int(),
    /** Its term ends within 60 days of that day. */
    expiring: z.boolean(),
    version: z.number().int(),
  })
  .meta({ id: "Seat", description: "A seat of a body: role, entity, term; no person" });
export type Seat = z.infer<typeof Seat>;
export const SeatList = listOf(Seat, "SeatList");

/** A seat as those see it who keep it: who sits there, by id. */
export const FullSeat = Seat.omit({ substitutes: true })
  .extend({ titular: PersonId.nullable(), substitutes: z.array(Substitute) })
  .meta({ id: "FullSeat", description: "A seat with the ids of those who sit on it" });

const input = {
  label: TitleInput.nullable(),
  voice: z.boolean(),
  vote: z.boolean(),
  spokesperson: z.boolean(),
  /** Only to say "vacant": nobody sits there, also where an entity that may name someone has not. Without a word, an entity holds it. */
  occupancy: z.enum(["vacant", "not-known"]),
  /** The id of an entity of this town, or one of a town that shares the body. */
  entity: z.union([Slug, z.strictObject({ municipality: Slug, id: Slug })]).nullable(),
  titular: PersonId.nullable(),
  from: validity.from,
  until: validity.until,
  act: Line.nullable(),
};

const substitutes = z
  .array(Substitute)
  .max(20)
  .refine(
    (all) => new Set(all.map(({ person }) => person)).size === all.length,
    "must name each person once",
  );

const isNamedOrEmpty = (seat: { occupancy?: unknown; titular?: unknown }): boolean =>
  seat.occupancy === undefined || (seat.titular ?? null) === null;
const NAMED = { path: ["occupancy"], message: "leave it out where a titular is named" };

export const SeatInput = z
  .strictObject({
    ...input,
    role: SeatRole.default("member"),
    label: input.label.default(null),
    voice: input.voice.optional(),
    vote: input.vote.optional(),
    spokesperson: input.spokesperson.default(false),
    occupancy: input.occupancy.optional(),
    entity: input.entity.default(null),
    titular: input.titular.default(null),
    substitutes: substitutes.default([]),
    from: input.from.default(null),
    until: input.until.default(null),
    act: input.act.default(null),
  })
  .refine(isNamedOrEmpty, NAMED)
  .refine(isOrdered, order())
  .meta({ id: "SeatInput" });
export type SeatInput = z.infer<typeof SeatInput>;

/**
 * `since`: whoever is named here follows whoever held the seat until that day; the tenure before stays on record.
 * Without it, what is said here corrects what was written.
 */
export const SeatPatch = z
  .strictObject({ ...input, role: SeatRole, since: validity.from.unwrap() })
  .partial()
  .refine(isNamedOrEmpty, NAMED)
  .refine(({ since, from }) => since === undefined || from === undefined, {
    path: ["from"],
    message: "is the same as `since`: leave it out",
  })
  .meta({ id: "SeatPatch" });
export type SeatPatch = z.infer<typeof SeatPatch>;

export const SubstitutesInput = z
  .strictObject({ substitutes })
  .meta({ id: "SubstitutesInput", description: "All substitutes of a seat: what is left out is over" });

export const SeatQuery = z.strictObject({ at: CalendarDate.optional() });
export const SeatListQuery = z.strictObject({ at: CalendarDate.optional(), ...paging });
export const SeatPath = z.object({ municipality: Slug, body: Slug, seat: SeatId });
