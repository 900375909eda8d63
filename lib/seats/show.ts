import { addDays, daysOf, formatDate } from "../platform/civil.ts";
import { endsBy, holds, isOver, isToCome } from "../platform/validity.ts";
import type { StoredSeat } from "./model.ts";
import type { Seat } from "./page-model.ts";

const WARNED_DAYS = 60;

/**
 * A seat whose body was dissolved ends with it: readers honour that before every seat is rewritten. One that was to
 * begin later was held for no time at all.
 */
export function withinBody<T extends Pick<StoredSeat, "from" | "until">>(
  seat: T,
  dissolved: string | null,
): T {
  if (dissolved === null || endsBy(seat.until, dissolved)) return seat;
  const isLater = seat.from !== null && isToCome(seat.from, formatDate(daysOf(dissolved).last));
  return { ...seat, until: isLater ? seat.from : dissolved };
}

/** A seat as everyone sees it on a day. */
export function shownSeat(stored: StoredSeat, day: string): Seat {
  const { titular: _, substitutes, timeZone: __, ...seat } = stored;
  return { ...seat, ...onDay(stored, day), substitutes: substitutes.length };
}

/** A seat as those see it who keep it. */
export function fullSeat(stored: StoredSeat, day: string) {
  const { timeZone: _, ...seat } = stored;
  return { ...seat, ...onDay(stored, day) };
}

function onDay(seat: StoredSeat, day: string) {
  return { inForce: holds(seat, day), expiring: isExpiring(seat, day) };
}

/** Whether a seat that holds on a day will be over soon. */
export const isExpiring = (seat: Pick<StoredSeat, "from" | "until" | "recorded">, day: string): boolean =>
  holds(seat, day) !== "no" && isOver(seat, addDays(day, WARNED_DAYS));
