import * as z from "zod";
import { Relation } from "../bodies/relation-model.ts";
import { CalendarDate } from "../platform/shapes.ts";
import { Certainty } from "../platform/validity.ts";
import { Seat } from "../seats/page-model.ts";
import { Entity } from "./model.ts";

/** A seat as its entity's page shows it. */
export const HeldSeat = Seat.omit({ substitutes: true, version: true }).meta({ id: "HeldSeat" });

/** An entity on a day, with the seats that it held then, of this town's bodies and of those it shares. */
export const EntityPage = Entity.extend({
  at: CalendarDate,
  inForce: Certainty,
  seats: z.array(HeldSeat),
  relations: z.array(Relation),
}).meta({ id: "EntityPage", description: "An entity on a day, with its seats" });
