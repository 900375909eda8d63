/**
 * Calendar arithmetic on integers: no Date, no Intl, no zone.
 *
 * A *day* counts days since 1970-01-01 in the proleptic Gregorian calendar. A *civil time* counts
 * seconds since 1970-01-01T00:00:00 on a wall clock: the date and the hour that people write down,
 * before any zone makes an instant of them (that is `zone.ts`).
 */

export const SECONDS_PER_DAY = 86_400;

export type CivilDate = { readonly year: number; readonly month: number; readonly dayOfMonth: number };

const YEARS_PER_ERA = 400; // after which the calendar repeats
const DAYS_PER_ERA = 146_097;
const DAYS_TO_1970 = 719_468; // from 0000-03-01

/**
 * The day of a date; month 1-12, and the day of the month may run over into other months.
 * Years begin in March here, so that the leap day is the last one of its year:
 * https://howardhinnant.github.io/date_algorithms.html#days_from_civil
 */
export function dayOf(year: number, month: number, dayOfMonth: number): number {
  const yearFromMarch = month > 2 ? year : year - 1;
  const era = Math.floor(yearFromMarch / YEARS_PER_ERA);
  const yearOfEra = yearFromMarch - era * YEARS_PER_ERA;
  const monthFromMarch = month > 2 ? month - 3 : month + 9;
  const dayOfYear = quotient(153 * monthFromMarch + 2, 5) + dayOfMonth - 1;
  return era * DAYS_PER_ERA + daysBeforeYear(yearOfEra) + dayOfYear - DAYS_TO_1970;
}

/** The date of a day: the inverse of `dayOf`. */
export function civilDate(day: number): CivilDate {
  const sinceFirstEra = day + DAYS_TO_1970;
  const era = Math.floor(sinceFirstEra / DAYS_PER_ERA);
  const dayOfEra = sinceFirstEra - era * DAYS_PER_ERA;
  const leapDays = quotient(dayOfEra, 1460) - quotient(dayOfEra, 36_524) + quotient(dayOfEra, 146_096);
  const yearOfEra = quotient(dayOfEra - leapDays, 365);
  const dayOfYear = dayOfEra - daysBeforeYear(yearOfEra);
  const monthFromMarch = quotient(5 * dayOfYear + 2, 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return {
    year: era * YEARS_PER_ERA + yearOfEra + (month > 2 ? 0 : 1),
    month,
    dayOfMonth: dayOfYear - quotient(153 * monthFromMarch + 2, 5) + 1,
  };
}

function daysBeforeYear(yearOfEra: number): number {
  return 365 * yearOfEra + quotient(yearOfEra, 4) - quotient(yearOfEra, 100);
}

/** Of whole numbers below 2^31 and not negative: unlike Math.floor it stays an integer division, which is twice as fast. */
function quotient(dividend: number, divisor: number): number {
  return (dividend / divisor) | 0;
}

/** 0 = Monday ... 6 = Sunday. */
export function weekday(day: number): number {
  return ((day % 7) + 10) % 7; // 1970-01-01 was a Thursday, 3
}

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

export function firstOfMonth(day: number): number {
  return day - civilDate(day).dayOfMonth + 1;
}

/** The same day of the month `n` months later (earlier when negative), or that month's last: 31 January + 1 is 28 or 29 February. */
export function addMonths(day: number, n: number): number {
  const { year, month, dayOfMonth } = civilDate(day);
  const months = year * 12 + month - 1 + n;
  const toYear = Math.floor(months / 12);
  const toMonth = months - toYear * 12 + 1;
  return dayOf(toYear, toMonth, Math.min(dayOfMonth, daysInMonth(toYear, toMonth)));
}

export function dayOfCivil(civil: number): number {
  return Math.floor(civil / SECONDS_PER_DAY);
}

/** Seconds since that day's midnight, 0-86399. */
export function secondOfDay(civil: number): number {
  return civil - dayOfCivil(civil) * SECONDS_PER_DAY;
}

/** `2015-12-04` as a day; null unless it is exactly that shape and a date of the calendar. */
export function parseDate(text: string): number | null {
  const [, year, month, dayOfMonth] = (/^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? []).map(Number);
  if (year === undefined || month === undefined || dayOfMonth === undefined) return null;
  const isDate = month >= 1 && month <= 12 && dayOfMonth >= 1 && dayOfMonth <= daysInMonth(year, month);
  return isDate ? dayOf(year, month, dayOfMonth) : null;
}

/** The days that a start or a partial date may mean, both in: one for a date or a time, a month, a year. */
export function daysOf(start: string): { first: number; last: number } {
  const [year = 0, month] = start.split("-").map(Number);
  if (start.length >= 10) {
    const day = parseDate(start.slice(0, 10)) ?? 0;
    return { first: day, last: day };
  }
  const first = dayOf(year, month ?? 1, 1);
  return { first, last: addMonths(first, month === undefined ? 12 : 1) - 1 };
}

/** `2015-12-04`. Years 0000-9999. */
export function formatDate(day: number): string {
  const { year, month, dayOfMonth } = civilDate(day);
  return `${pad(year, 4)}-${pad(month)}-${pad(dayOfMonth)}`;
}

/** `2015-12-04T18:30:00` or `2015-12-04T18:30` as a civil time; null unless it is exactly that shape, a date, and an hour below 24. */
export function parseCivil(text: string): number | null {
  const day = parseDate(text.slice(0, 10));
  const [, hour, minute, second] = (
    /^T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/.exec(text.slice(10)) ?? []
  ).map((field) => Number(field ?? 0));
  if (day === null || hour === undefined || minute === undefined || second === undefined) return null;
  return day * SECONDS_PER_DAY + hour * 3600 + minute * 60 + second;
}

/** `2015-12-04T18:30:00`. */
export function formatCivil(civil: number): string {
  const second = secondOfDay(civil);
  return `${formatDate(dayOfCivil(civil))}T${pad(Math.floor(second / 3600))}:${pad(Math.floor(second / 60) % 60)}:${pad(second % 60)}`;
}

// RFC 8984 1.4.6, a stricter ISO 8601: no gaps between units (`PT1H30S` is not one), no fractions
const DURATION =
  /^P(?=[\dT])(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?=\d)(?:(\d{1,6})H)?(?:(\d{1,8})M)?(?:(\d{1,9})S)?)?$/;

/** `PT1H30M`, `P1D`, `P1W` in seconds; null when it is not a duration, or is zero. A day is 24 hours here: for an end that must keep the wall clock, add it to a civil time. */
export function parseDuration(text: string): number | null {
  const found = DURATION.exec(text);
  if (found === null || (found[3] !== undefined && found[4] === undefined && found[5] !== undefined))
    return null;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = found
    .slice(1)
    .map((field) => Number(field ?? 0));
  const total = (weeks * 7 + days) * SECONDS_PER_DAY + hours * 3600 + minutes * 60 + seconds;
  return total > 0 ? total : null;
}

/** The one spelling we write: days, hours, minutes, seconds. 5400 is `PT1H30M`, 86400 is `P1D`. */
export function formatDuration(seconds: number): string {
  const days = dayOfCivil(seconds);
  const rest = secondOfDay(seconds);
  const minutes = Math.floor(rest / 60) % 60;
  // RFC 8984 knows no hours next to seconds alone: PT1H0M5S
  const minutesBetween = rest >= 3600 && rest % 60 > 0 && minutes === 0 ? "0M" : unit(minutes, "M");
  const time = unit(Math.floor(rest / 3600), "H") + minutesBetween + unit(rest % 60, "S");
  return `P${unit(days, "D")}${time === "" ? "" : `T${time}`}`;
}

function unit(amount: number, letter: string): string {
  return amount > 0 ? `${amount}${letter}` : "";
}

function pad(value: number, width = 2): string {
  return String(value).padStart(width, "0");
}

/** Days since 1970, both ends in. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

const LAST_DAY = dayOf(9999, 12, 31);

/** The date so many days after another, as far as there are dates: "2015-12-04". */
export const addDays = (date: string, days: number): string =>
  formatDate(Math.min((parseDate(date) ?? 0) + days, LAST_DAY));
