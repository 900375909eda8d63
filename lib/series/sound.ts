import { badInput } from "../errors.ts";
import { formatDate } from "../platform/civil.ts";
import type { Window } from "../platform/civil.ts";
import { slotFaults } from "../sessions/slots.ts";
import { expand } from "./expand.ts";
import type { StoredSeries } from "./model.ts";

/** More than a daily meeting over five years: beyond it a rule is a mistake, and is told before anything is written. */
const MOST_SESSIONS = 2000;

/** 400 for faults that only show when the parts are seen together: slots in their session, how much the rule gives. */
export function mustBeSound(series: StoredSeries, window: Window): void {
  const faults = series.segments.flatMap(({ start, duration, slots }) => slotFaults(start, duration, slots));
  if (givesMoreThan(MOST_SESSIONS, series, window)) {
    const [from, to] = [window.from, window.to].map(formatDate);
    faults.push([
      "$.recurrence",
      `gives more than ${MOST_SESSIONS} sessions between ${from} and ${to}: make it rarer, or the time shorter`,
    ]);
  }
  if (faults.length > 0) throw badInput(faults);
}

function givesMoreThan(most: number, series: StoredSeries, window: Window): boolean {
  let left = most;
  for (const _ of expand(series, window)) if (left-- === 0) return true;
  return false;
}
