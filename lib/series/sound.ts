import { badInput } from "../errors.ts";
import { formatDate } from "../platform/civil.ts";
import type { Window } from "../platform/civil.ts";
import { slotFaults } from "../sessions/slots.ts";
import { startUtcOf } from "../sessions/time.ts";
import { expand, extraTime } from "./expand.ts";
import type { Segment, StoredSeries } from "./model.ts";

/** More than a daily meeting over five years: beyond it a rule is a mistake, and is told before anything is written. */
const MOST_SESSIONS = 2000;

/** 400 for faults that only show when the parts are seen together: slots in their session, how much the rule gives. */
export function mustBeSound(series: StoredSeries, window: Window): void {
  const faults = series.segments.flatMap((segment) => [
    ...slotFaults(segment.start, segment.duration, segment.slots),
    ...extraFaults(segment, series.timeZone),
    ...sizeFaults(segment),
  ]);
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

/** An extra time that the clock jumps over would never come. */
const extraFaults = ({ extraDates, start }: Segment, zone: string): [string, string][] =>
  extraDates.flatMap((extra, i): [string, string][] =>
    startUtcOf(extraTime(extra, start), zone) === null
      ? [[`$.extraDates[${i}]`, `does not exist in ${zone}: the clock is put forward over it`]]
      : [],
  );

/** Every session carries these, a hundred of them in one transaction of 4 MB, each with two index entries. */
const MOST_BYTES_EACH = 12_000;

const sizeFaults = ({ title, place, slots }: Segment): [string, string][] =>
  Buffer.byteLength(JSON.stringify([title, place, slots])) > MOST_BYTES_EACH
    ? [["$", `title, place and slots together take more than ${MOST_BYTES_EACH} bytes: make them shorter`]]
    : [];
