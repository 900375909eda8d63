import type { StoredBody } from "../bodies/model.ts";
import { legalNumberOn } from "../bodies/show.ts";
import type { SeatRole } from "../seats/id-model.ts";
import type { StoredSeat } from "../seats/model.ts";
import type { Seat } from "../seats/page-model.ts";
import { shownSeat, withinBody } from "../seats/show.ts";
import { counted, notKnown } from "./figures.ts";
import type { Figure, Health } from "./model.ts";

/** The seats of a body on a day. Where none was taken in, how many there are is not known, which is not none. */
export function seatsOn(body: StoredBody, stored: readonly StoredSeat[], day: string): Health["seats"] {
  const dissolved = body.dissolved?.date ?? null;
  const seats = stored
    .map((seat) => shownSeat(withinBody(seat, dissolved), day))
    .filter(({ inForce }) => inForce !== "no");
  const of = (passes: (seat: Seat) => boolean): Figure =>
    seats.length === 0 ? notKnown("nothing-recorded") : counted(seats.filter(passes).length);
  const legal = legalNumberOn(body.legalNumbers, body.recorded, day);
  return {
    total: of(() => true),
    held: of(({ occupancy }) => occupancy === "held"),
    vacant: of(({ occupancy }) => occupancy === "vacant"),
    notKnown: of(({ occupancy }) => occupancy === "not-known"),
    expiring: of(({ expiring }) => expiring),
    legalNumber: legal ? counted(legal.members) : notKnown("nothing-recorded"),
    president: officeOf(seats, "president"),
    secretary: officeOf(seats, "secretary"),
  };
}

/** Held if anyone sits there for sure, vacant if all such seats are; else, also without such a seat, not known. */
function officeOf(seats: readonly Seat[], office: SeatRole): Seat["occupancy"] {
  const its = seats.filter(({ role }) => role === office);
  if (its.some(({ occupancy, inForce }) => occupancy === "held" && inForce === "yes")) return "held";
  return its.length > 0 && its.every(({ occupancy }) => occupancy === "vacant") ? "vacant" : "not-known";
}
