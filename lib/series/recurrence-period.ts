/** What a recurrence gives in one period: the table of RFC 5545 3.3.10, on the bits of months. */
import {
  SECONDS_PER_DAY,
  civilDate,
  dayOf,
  dayOfCivil,
  daysInMonth,
  weekday,
  type CivilDate,
} from "../platform/civil.ts";
import { gapsOf, type Gap } from "../platform/zone.ts";
import type { Recurrence } from "./recurrence-parse.ts";

/** Days `start` to `end`, half-open. */
export type Span = { readonly start: number; readonly end: number };

/** The days of a month that a rule admits are the bits of one integer: bit 0 is the 1st. */
type Month = Span & { readonly year: number; readonly month: number; readonly admitted: number };

const LONGEST_PERIOD = 366; // days
const ALL = -1;
const EVERY_SEVENTH = 0b0000001_0000001_0000001_0000001_0000001;

/** Days of one period, ascending: the first `count` of `days`. Every period is written over the one before. */
export type Found = { readonly days: Int32Array; readonly fill: (period: Span) => number };

/**
 * Finds, period after period in ascending order, the days that a rule gives there, for occurrences at
 * a second of the day; `fill` answers how many. The RFC tells parts that expand a period from parts
 * that limit it. Seen from the days both are the same: a day is admitted if every part that is named
 * admits it, and if the zone's clock shows that second on it. Then BYSETPOS chooses.
 */
export function finder(rule: Recurrence, secondOfDay: number, zone: string): Found {
  const days = new Int32Array(LONGEST_PERIOD);
  const marks = rule.bySetPos.length > 0 ? marked(rule.bySetPos) : null;
  const gapsIn = gapsByYear(zone);
  let month: Month = { start: 0, end: -Infinity, year: 0, month: 0, admitted: 0 };
  const fill = (period: Span): number => {
    let count = 0;
    for (let day = period.start; day < period.end; day = month.end) {
      if (day >= month.end) month = monthAround(day, month, rule, secondOfDay, gapsIn);
      for (let bits = month.admitted & within(period, month); bits !== 0; bits &= bits - 1) {
        days[count] = month.start + 31 - Math.clz32(bits & -bits); // the lowest bit
        count += 1;
      }
    }
    return marks === null ? count : choose(marks, days, count);
  };
  return { days, fill };
}

/** A 1 at each position of BYSETPOS, where `LONGEST_PERIOD` is position 0. */
function marked(bySetPos: readonly number[]): Uint8Array {
  const marks = new Uint8Array(2 * LONGEST_PERIOD + 1);
  for (const position of bySetPos) marks[LONGEST_PERIOD + position] = 1;
  return marks;
}

/** Moves the days at the marked positions to the front, and answers how many: 1 is the first of `count`, -1 the last. */
function choose(marks: Uint8Array, days: Int32Array, count: number): number {
  let chosen = 0;
  for (let index = 0; index < count; index += 1) {
    const fromStart = marks[LONGEST_PERIOD + index + 1];
    const fromEnd = marks[LONGEST_PERIOD + index - count];
    if (fromStart === 1 || fromEnd === 1) days.copyWithin(chosen++, index, index + 1);
  }
  return chosen;
}

function monthAround(
  day: number,
  last: Month,
  rule: Recurrence,
  secondOfDay: number,
  gapsIn: (year: number) => readonly Gap[],
): Month {
  const date = day === last.end ? dayAfter(last) : civilDate(day);
  const start = day - date.dayOfMonth + 1;
  const end = start + daysInMonth(date.year, date.month);
  const month = { start, end, year: date.year, month: date.month, admitted: 0 };
  if (rule.byMonth.length > 0 && !rule.byMonth.includes(date.month)) return month;
  const dates = rule.byMonthDay.length > 0 ? monthDays(rule.byMonthDay, month) : ALL;
  const weekdays =
    rule.byDay.length > 0 ? weekdaysOf(rule.byDay, month, ordinalSpan(rule, date, month)) : ALL;
  month.admitted = dates & weekdays;
  if (month.admitted !== 0) month.admitted &= ~skippedDays(month, secondOfDay, gapsIn(date.year));
  return month;
}

/** The first of the month that follows, which most often comes next. */
const dayAfter = ({ year, month }: Month): CivilDate =>
  month === 12 ? { year: year + 1, month: 1, dayOfMonth: 1 } : { year, month: month + 1, dayOfMonth: 1 };

/** The gaps of a zone, looked up once for the months of the same year. */
function gapsByYear(zone: string): (year: number) => readonly Gap[] {
  let known = Number.NaN;
  let gaps: readonly Gap[] = [];
  return (year) => {
    if (year !== known) {
      gaps = gapsOf(year, zone);
      known = year;
    }
    return gaps;
  };
}

/** The bits of those of the days that lie in the month. */
function within(days: Span, month: Span): number {
  const from = Math.max(days.start, month.start) - month.start;
  const to = Math.min(days.end, month.end) - month.start;
  return to > from ? (ALL << from) & (ALL >>> (32 - to)) : 0;
}

function monthDays(byMonthDay: readonly number[], month: Span): number {
  let bits = 0;
  for (const date of byMonthDay) {
    bits |= bitOf(date > 0 ? month.start + date - 1 : month.end + date, month);
  }
  return bits;
}

/** What an ordinal counts in: the month, but in a YEARLY rule that names no month, the year. */
function ordinalSpan(rule: Recurrence, { year }: CivilDate, month: Span): Span {
  const isYear = rule.frequency === "YEARLY" && rule.byMonth.length === 0;
  return isYear ? { start: dayOf(year, 1, 1), end: dayOf(year + 1, 1, 1) } : month;
}

function weekdaysOf(byDay: readonly number[], month: Span, counted: Span): number {
  let bits = 0;
  for (const code of byDay) {
    const ordinal = Math.floor(code / 7);
    const name = code - 7 * ordinal;
    if (ordinal === 0) bits |= EVERY_SEVENTH << (firstNamed(name, month.start) - month.start);
    else if (ordinal > 0) bits |= bitOf(firstNamed(name, counted.start) + 7 * (ordinal - 1), month);
    else bits |= bitOf(firstNamed(name, counted.end) + 7 * ordinal, month);
  }
  return bits;
}

/** The first day of that weekday, from a day on. */
function firstNamed(name: number, day: number): number {
  return day + ((name - weekday(day) + 7) % 7);
}

/** The days on which the zone's clock jumps over that second. */
function skippedDays(month: Span, secondOfDay: number, gaps: readonly Gap[]): number {
  let bits = 0;
  for (const gap of gaps) {
    if (gap.to <= month.start * SECONDS_PER_DAY || gap.from >= month.end * SECONDS_PER_DAY) continue;
    const first = Math.ceil((gap.from - secondOfDay) / SECONDS_PER_DAY);
    const end = dayOfCivil(gap.to - 1 - secondOfDay) + 1;
    bits |= within({ start: first, end }, month);
  }
  return bits;
}

function bitOf(day: number, month: Span): number {
  return day >= month.start && day < month.end ? 1 << (day - month.start) : 0;
}
