import * as z from "zod";
import { listOf, Slug } from "../platform/shapes.ts";
import { Certainty } from "../platform/validity.ts";
import { HolderEntity, Occupancy, PersonId, SeatId } from "./id-model.ts";
import { own, Substitute } from "./model.ts";

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
    substitutes: z.int(),
    tenure: z.int(),
    /** Its term ends within 60 days of that day. */
    expiring: z.boolean(),
    version: z.int(),
  })
  .meta({ id: "Seat", description: "A seat of a body: role, entity, term; no person" });
export type Seat = z.infer<typeof Seat>;

export const SeatList = listOf(Seat, "SeatList");

/** A seat as those see it who keep it: who sits there, by id. */
export const FullSeat = Seat.omit({ substitutes: true })
  .extend({ titular: PersonId.nullable(), substitutes: z.array(Substitute) })
  .meta({ id: "FullSeat", description: "A seat with the ids of those who sit on it" });
