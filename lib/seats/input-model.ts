import * as z from "zod";
import { CalendarDate, Line, paging, Slug, TitleInput } from "../platform/shapes.ts";
import { isOrdered, order, validity } from "../platform/validity.ts";
import { PersonId, SeatId, SeatRole } from "./id-model.ts";
import { Substitute } from "./model.ts";

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
