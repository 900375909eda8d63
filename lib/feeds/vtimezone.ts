import {
  civilDate,
  dayOf,
  dayOfCivil,
  daysInMonth,
  formatCivil,
  secondOfDay,
  SECONDS_PER_DAY,
  weekday,
} from "../platform/civil.ts";
import { civilOf } from "../platform/zone.ts";

/** A component in jCal (RFC 7265): iCalendar as plain data. */
export type Jcal = readonly [
  name: string,
  properties: readonly (readonly unknown[])[],
  components: readonly Jcal[],
];

/** One change of the clock, `local` as the clock showed it just before. Offsets in seconds east of UTC. */
interface Shift {
  readonly local: number;
  readonly before: number;
  readonly after: number;
}

/**
 * The VTIMEZONE of a zone (RFC 5545 3.6.5), exact for sessions that start in these years. It is read off the clock
 * that made `startUtc`, so that no subscriber is told another hour than our own pages. A table of ready-made ones
 * (timezones-ical-library 2.3) is wrong for 68 of 418 zones between 2015 and 2030, and gives aliases another TZID.
 */
export function vtimezone(zone: string, years: Iterable<number>): Jcal {
  // The winter before a first session began the autumn before.
  const observed = [...new Set([...years].flatMap((year) => [year - 1, year]))].toSorted((a, b) => a - b);
  const shifts = new Map(observed.map((year) => [year, shiftsOf(year, zone)]));
  const observances = observed.flatMap((year, i) => {
    const isLookedBackTo = observed[i - 1] !== year - 1;
    const mine = shifts.get(year) ?? [];
    return isLookedBackTo && mine.length === 0 ? [still(year, zone)] : mine;
  });
  return ["vtimezone", [["tzid", {}, "text", zone]], rulesOf(observances, observed.length)];
}

/** Since the first of January of a year without changes: the clock as it stood. */
function still(year: number, zone: string): Shift {
  const midnight = dayOf(year, 1, 1) * SECONDS_PER_DAY;
  const offset = offsetAt(midnight, zone);
  return { local: midnight, before: offset, after: offset };
}

const offsetAt = (second: number, zone: string): number => civilOf(second * 1000, zone) - second;

function shiftsOf(year: number, zone: string): Shift[] {
  const shifts: Shift[] = [];
  for (let day = dayOf(year, 1, 1); day < dayOf(year + 1, 1, 1); day++) {
    let low = day * SECONDS_PER_DAY;
    let high = low + SECONDS_PER_DAY;
    const before = offsetAt(low, zone);
    const after = offsetAt(high, zone);
    if (before === after) continue;
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (offsetAt(middle, zone) === before) low = middle;
      else high = middle;
    }
    shifts.push({ local: high + before, before, after });
  }
  return shifts;
}

/** One observance for each change that comes every year by one rule; one for each change where there is none. */
function rulesOf(shifts: readonly Shift[], years: number): Jcal[] {
  const alike = Map.groupBy(shifts, ({ before, after }) => `${before} ${after}`);
  return [...alike.values()].flatMap((group) => {
    const recurrence = group.length === years ? recurrenceOf(group) : null;
    // Without an end: the rule then holds for a subscriber's own sums beyond our last session, too.
    if (recurrence)
      return group.slice(0, 1).map((first) => observance(first, [["rrule", {}, "recur", recurrence]]));
    return group.map((shift) => observance(shift));
  });
}

/** "The last Sunday of March at 02:00", when that is what all of these are. */
function recurrenceOf(group: readonly Shift[]) {
  const seen = group.map(({ local }) => {
    const day = dayOfCivil(local);
    const { year, month, dayOfMonth } = civilDate(day);
    const isLast = dayOfMonth + 7 > daysInMonth(year, month);
    return {
      month,
      day: WEEKDAYS[weekday(day)],
      time: secondOfDay(local),
      nth: Math.ceil(dayOfMonth / 7),
      isLast,
    };
  });
  const [first] = seen;
  const isSame = (key: "month" | "day" | "time" | "nth") => seen.every((each) => each[key] === first?.[key]);
  const nth = seen.every(({ isLast }) => isLast) ? -1 : isSame("nth") ? first?.nth : undefined;
  if (!first || nth === undefined || !isSame("month") || !isSame("day") || !isSame("time")) return null;
  return { freq: "YEARLY", bymonth: first.month, byday: `${nth}${first.day}` };
}

const WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;

function observance({ local, before, after }: Shift, more: readonly (readonly unknown[])[] = []): Jcal {
  const properties = [
    ["dtstart", {}, "date-time", formatCivil(local)],
    ["tzoffsetfrom", {}, "utc-offset", utcOffset(before)],
    ["tzoffsetto", {}, "utc-offset", utcOffset(after)],
    ...more,
  ];
  return [after > before ? "daylight" : "standard", properties, []];
}

/** jCal's spelling: "+01:00". */
function utcOffset(seconds: number): string {
  const clock = formatCivil(Math.abs(seconds)).slice(11);
  return `${seconds < 0 ? "-" : "+"}${clock.endsWith(":00") ? clock.slice(0, 5) : clock}`;
}
