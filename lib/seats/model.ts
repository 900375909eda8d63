import * as z from "zod";
import { Line, Slug, TimeZone, Title } from "../platform/shapes.ts";
import { isOrdered, order, validity } from "../platform/validity.ts";
import { SessionId } from "../sessions/id-model.ts";
import { PersonId, SeatRole, SeatId, Occupancy, HolderEntity } from "./id-model.ts";

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

export const own = {
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
  tenure: z.int(),
  /** When the tenure before this one ended; null for the first. */
  previousUntil: validity.until.default(null),
  /** The town's, which never changes. */
  timeZone: TimeZone,
  version: z.int(),
});
export type StoredSeat = z.infer<typeof StoredSeat>;
