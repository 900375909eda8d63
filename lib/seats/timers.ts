import { daysOf } from "../platform/civil.ts";
import type { Write } from "../platform/writes.ts";
import { dropTimer, setTimer } from "../platform/timers.ts";
import type { Timer } from "../platform/timers.ts";
import { formatInstant, startOfDay } from "../platform/zone.ts";
import type { StoredSeat } from "./model.ts";

/** The timer of the day on which a seat's term is over for sure; null when no end is known. */
export const seatTimer = ({ municipality, body, id, until, timeZone }: StoredSeat): Timer | null =>
  until === null
    ? null
    : {
        kind: "seat",
        due: formatInstant(startOfDay(daysOf(until).last, timeZone)),
        reference: [municipality, body, id],
        detail: {},
      };

/** The writes that move a seat's timer along. */
export function timerWrites(before: StoredSeat | null, after: StoredSeat | null): Write[] {
  const [was, is] = [before && seatTimer(before), after && seatTimer(after)];
  return [
    ...(was && was.due !== is?.due ? [dropTimer(was)] : []),
    ...(is && is.due !== was?.due ? [setTimer(is)] : []),
  ];
}
