import { dayOfCivil, formatDate, parseCivil, parseDate, SECONDS_PER_DAY } from "../platform/civil.ts";
import type { Window } from "../platform/civil.ts";
import { instantOf } from "../platform/zone.ts";
import type { Closure, Segment, StoredSeries } from "./model.ts";
import { occurrences, parseRecurrence } from "./recurrence.ts";

/** What a series gives on a day, before holidays are looked at. Times are civil, days are days since 1970. */
export interface Occurrence {
  readonly day: number;
  readonly civil: number;
  readonly segment: Segment;
}

/** The occurrences of a series in a window, by date: rule and extra dates, without exceptions, closures and pauses. */
export function* expand(series: StoredSeries, window: Window): Generator<Occurrence> {
  const segments = series.segments;
  const first = dateOr(series.generateFrom, -Infinity);
  for (const [i, segment] of segments.entries()) {
    const next = segments[i + 1]?.from;
    const from = Math.max(window.from, first, dateOr(segment.from, -Infinity));
    const to = Math.min(
      window.to,
      dateOr(next, Infinity) - 1,
      dateOr(segment.until, Infinity),
      dateOr(series.stoppedOn, Infinity) - 1,
    );
    if (from > to) continue;
    for (const civil of times(segment, series.timeZone, { from, to })) {
      const day = dayOfCivil(civil);
      if (!isPaused(series, formatDate(day))) yield { day, civil, segment };
    }
  }
}

/** The first occurrence after a day, or null when the series has come to its end. */
export function firstAfter(series: StoredSeries, day: number): Occurrence | null {
  for (const occurrence of expand(series, { from: day + 1, to: LAST_DAY })) return occurrence;
  return null;
}

const LAST_DAY = parseDate("2199-12-31") ?? 0;

const dateOr = (date: string | null | undefined, otherwise: number): number =>
  date === null || date === undefined ? otherwise : (parseDate(date) ?? otherwise);

/**
 * Rule times and extra times of a segment, ascending; one a day, the rule's before an extra one. An exception is out
 * whoever gave the day (RFC 5545 3.8.5.1); an extra day was asked for by name, and comes also in a closure.
 */
function* times(segment: Segment, zone: string, { from, to }: Window): Generator<number> {
  const { recurrence, start, extraDates, exceptDates, closures } = segment;
  const isExcepted = (day: number): boolean => exceptDates.includes(formatDate(day));
  const isClosed = (day: number): boolean => closures.some((closure) => reaches(closure, formatDate(day)));
  const extras = extraDates
    .map((extra) => parseCivil(extraTime(extra, start)) ?? 0)
    .filter((civil) => instantOf(civil, zone) !== null && !isExcepted(dayOfCivil(civil)))
    .filter((civil) => from <= dayOfCivil(civil) && dayOfCivil(civil) <= to)
    .toSorted((one, other) => one - other)
    .filter((civil, i, all) => dayOfCivil(civil) !== dayOfCivil(all[i - 1] ?? -Infinity));
  let taken = 0;
  for (const civil of ruleTimes(recurrence, start, zone, from)) {
    const day = dayOfCivil(civil);
    if (day > to) break;
    if (isExcepted(day) || isClosed(day)) continue;
    for (const extra of extras.slice(taken)) {
      if (dayOfCivil(extra) > day) break;
      if (dayOfCivil(extra) < day) yield extra;
      taken += 1;
    }
    yield civil;
  }
  yield* extras.slice(taken);
}

function ruleTimes(recurrence: string, start: string, zone: string, from: number): Iterable<number> {
  const parsed = parseRecurrence(recurrence);
  if ("faults" in parsed) throw new Error(`a stored rule does not parse: ${parsed.faults.join("; ")}`);
  return occurrences(
    parsed.rule,
    parseCivil(start) ?? 0,
    zone,
    from === -Infinity ? undefined : from * SECONDS_PER_DAY,
  );
}

const isPaused = ({ pauses }: StoredSeries, date: string): boolean =>
  pauses.some(({ from, to, madeUp }) => !madeUp && from <= date && (to === null || date < to));

/** A yearly closure may reach over New Year: from "12-20" to "01-07". */
function reaches({ from, to }: Closure, date: string): boolean {
  const at = from.length === 5 ? date.slice(5) : date;
  return from <= to ? from <= at && at <= to : at >= from || at <= to;
}

/** The local time of an extra date: its own, or on a bare date the series' hour. */
export const extraTime = (extra: string, start: string): string =>
  parseCivil(extra) === null ? `${extra}${start.slice(10)}` : extra;
