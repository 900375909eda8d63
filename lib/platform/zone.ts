/**
 * Civil time and instants (epoch milliseconds), by IANA zone.
 *
 * The clock changes of a zone are found through Intl once per zone and year and kept; all the rest
 * is arithmetic. An ambiguous civil time means its first instant (RFC 5545 3.3.5). A nonexistent one
 * has none: 3.3.10 leaves it out of a recurrence, and the guess of 3.3.5 at what its writer meant (the
 * offset before the jump) is not ours to make. An unknown zone throws a RangeError: ask `isZone` first.
 */
import {
  SECONDS_PER_DAY,
  civilDate,
  dayOf,
  dayOfCivil,
  formatCivil,
  formatDate,
  parseCivil,
} from "./civil.ts";

/** Civil times that the clock jumps over, half-open. */
export type Gap = { readonly from: number; readonly to: number };

/** One change of the clock: the instant in epoch seconds, the offsets in seconds east of UTC. */
type Shift = { readonly at: number; readonly before: number; readonly after: number };

/** What a zone's clock does in one civil year, with a day to spare at both ends, so that any offset finds its instant in it. */
type ZoneYear = { readonly offset: number; readonly shifts: readonly Shift[]; readonly gaps: readonly Gap[] };

type Zone = { readonly offsets: Intl.DateTimeFormat; readonly years: Map<number, ZoneYear> };

const zones = new Map<string, Zone>();

/** Whether it is an IANA name in its own spelling. `+01:00` is an offset and knows no summer; `europe/madrid` would not match a calendar's TZID. */
export function isZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    const known = new Intl.DateTimeFormat("en-US", { timeZone: name }).resolvedOptions().timeZone;
    return known === name || known.toLowerCase() !== name.toLowerCase(); // an alias resolves to another name
  } catch {
    return false;
  }
}

/** The instant in milliseconds, or null when the zone's clock jumps over that time. */
export function instantOf(civil: number, zone: string): number | null {
  const instant = reach(civil, zone);
  return civilOf(instant, zone) === civil ? instant : null;
}

/** What the zone's clock shows at an instant in milliseconds, to the second. */
export function civilOf(instant: number, zone: string): number {
  const second = Math.floor(instant / 1000);
  const { offset, shifts } = yearOf(second, zone);
  return second + (shifts.findLast((shift) => second >= shift.at)?.after ?? offset);
}

/** The latest civil time that the clock has shown by an instant in milliseconds: in the second pass of a repeated hour, the end of the first. */
export function latestShown(instant: number, zone: string): number {
  const second = Math.floor(instant / 1000);
  const passed = yearOf(second, zone).shifts.filter((shift) => second >= shift.at);
  return Math.max(civilOf(instant, zone), ...passed.map((shift) => shift.at + shift.before - 1));
}

/** The first instant of a local day, in milliseconds: that of midnight, or of the jump over it. */
export function startOfDay(day: number, zone: string): number {
  return reach(day * SECONDS_PER_DAY, zone);
}

/** The first instant after a local day, in milliseconds. */
export function endOfDay(day: number, zone: string): number {
  return startOfDay(day + 1, zone);
}

/** The civil times that do not exist in a year, ascending; a gap may reach over from a neighbouring year. */
export function gapsOf(year: number, zone: string): readonly Gap[] {
  return zoneYear(year, zone).gaps;
}

/** `2015-12-04T17:30:00Z`, to the second. */
export function formatInstant(instant: number): string {
  return `${formatCivil(Math.floor(instant / 1000))}Z`;
}

/** An RFC 3339 date-time, with `Z` or an offset, in milliseconds; null when it is not one. */
export function parseInstant(text: string): number | null {
  const found = /^(.{10}T\d\d:\d\d:\d\d)(\.\d{1,9})?(?:Z|([+-])([01]\d|2[0-3]):([0-5]\d))$/.exec(
    text.toUpperCase(),
  );
  if (found === null) return null;
  const [, local = "", fraction = "0", sign, hours = 0, minutes = 0] = found;
  const civil = parseCivil(local);
  if (civil === null) return null;
  const offset = (Number(hours) * 3600 + Number(minutes) * 60) * (sign === "-" ? -1 : 1);
  return (civil - offset) * 1000 + Math.floor(Number(fraction) * 1000);
}

/** The first instant, in milliseconds, at which the clock shows this time or has jumped over it. */
function reach(civil: number, zone: string): number {
  let { offset, shifts } = yearOf(civil, zone);
  for (const shift of shifts) {
    if (civil < shift.at + shift.before) break;
    if (civil < shift.at + shift.after) return shift.at * 1000;
    offset = shift.after;
  }
  return (civil - offset) * 1000;
}

function yearOf(second: number, zone: string): ZoneYear {
  return zoneYear(civilDate(dayOfCivil(second)).year, zone);
}

function zoneYear(year: number, name: string): ZoneYear {
  let zone = zones.get(name);
  if (zone === undefined) {
    zone = {
      offsets: new Intl.DateTimeFormat("en-US", { timeZone: name, timeZoneName: "longOffset" }),
      years: new Map(),
    };
    zones.set(name, zone);
  }
  let found = zone.years.get(year);
  if (found === undefined) {
    found = observe(year, zone.offsets);
    zone.years.set(year, found);
  }
  return found;
}

const SAMPLE_SECONDS = 7 * SECONDS_PER_DAY; // the closest two changes since 1970 are farther apart

function observe(year: number, offsets: Intl.DateTimeFormat): ZoneYear {
  const start = (dayOf(year, 1, 1) - 1) * SECONDS_PER_DAY;
  const end = (dayOf(year + 1, 1, 1) + 1) * SECONDS_PER_DAY;
  const shifts: Shift[] = [];
  for (let from = start; from < end; from += SAMPLE_SECONDS) {
    const to = Math.min(from + SAMPLE_SECONDS, end);
    const before = offsetAt(from, offsets);
    const after = offsetAt(to, offsets);
    if (before !== after) shifts.push({ at: firstSecondWith(after, from, to, offsets), before, after });
  }
  const gaps = shifts
    .filter(({ before, after }) => after > before)
    .map(({ at, before, after }) => ({ from: at + before, to: at + after }));
  return { offset: offsetAt(start, offsets), shifts, gaps };
}

/** By halves: the offset changes once between `from` and `to`, epoch seconds. */
function firstSecondWith(offset: number, from: number, to: number, offsets: Intl.DateTimeFormat): number {
  let low = from;
  let high = to;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle, offsets) === offset) high = middle;
    else low = middle;
  }
  return high;
}

/** Seconds east of UTC, read from a date such as `12/4/2015, GMT+01:00`; plain `GMT` is zero. */
function offsetAt(second: number, offsets: Intl.DateTimeFormat): number {
  const [, sign, hours = 0, minutes = 0, seconds = 0] =
    /GMT([+-])(\d\d):(\d\d)(?::(\d\d))?/.exec(offsets.format(second * 1000)) ?? [];
  return (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * (sign === "-" ? -1 : 1);
}

/** The local day of an instant: "2015-12-04". */
export const dateAt = (instant: number, zone: string): string =>
  formatDate(dayOfCivil(civilOf(instant, zone)));
