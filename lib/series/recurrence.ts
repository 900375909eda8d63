/** The occurrences of an RFC 5545 recurrence, in integers. */
import { SECONDS_PER_DAY, civilDate, dayOf, dayOfCivil, secondOfDay, weekday } from "../platform/civil.ts";
import { latestShown } from "../platform/zone.ts";
import { finder } from "./recurrence-period.ts";
import type { Frequency, Recurrence } from "./recurrence-parse.ts";

export { parseRecurrence } from "./recurrence-parse.ts";
export type { Recurrence } from "./recurrence-parse.ts";

const LAST_CIVIL = dayOf(2200, 1, 1) * SECONDS_PER_DAY - 1; // where a rule ends that has no end, or no occurrence

/**
 * The civil times of a rule, ascending, from `start` on and not before `from`, in an IANA zone.
 *
 * What the rule leaves open, `start` decides; `start` itself is an occurrence only if the rule gives
 * it, and COUNT counts what the rule gives from there. A time that the zone's clock jumps over is
 * not given (RFC 5545 3.3.10). Without COUNT a late `from` is reached without visiting what is
 * before it. Ends with the year 2199 at the latest.
 */
export function* occurrences(
  rule: Recurrence,
  start: number,
  zone: string,
  from: number = start,
): Generator<number> {
  const { numberOf, firstDay } = PERIODS[rule.frequency];
  const { interval, weekStart } = rule;
  const startDay = dayOfCivil(start);
  const time = secondOfDay(start);
  const { days, fill } = finder(completed(rule, startDay), time, zone);
  const last = lastCivil(rule, zone);
  const first = numberOf(startDay, weekStart);
  const ahead = rule.count === null ? Math.max(0, numberOf(dayOfCivil(from), weekStart) - first) : 0;

  let left = rule.count ?? Infinity;
  let number = first + ahead - (ahead % interval);
  let period = { start: firstDay(number, weekStart), end: firstDay(number + 1, weekStart) };
  while (period.start * SECONDS_PER_DAY <= last) {
    const count = fill(period);
    for (let index = 0; index < count; index += 1) {
      const civil = (days[index] ?? Infinity) * SECONDS_PER_DAY + time;
      if (civil < start) continue;
      if (civil > last) return;
      if (civil >= from) yield civil;
      left -= 1;
      if (left === 0) return;
    }
    number += interval;
    period = {
      start: interval === 1 ? period.end : firstDay(number, weekStart),
      end: firstDay(number + 1, weekStart),
    };
  }
}

/** The periods of a frequency, numbered without holes, so that INTERVAL is a step of arithmetic. */
type Periods = {
  readonly numberOf: (day: number, weekStart: number) => number;
  readonly firstDay: (number: number, weekStart: number) => number;
};

const PERIODS: Readonly<Record<Frequency, Periods>> = {
  DAILY: { numberOf: (day) => day, firstDay: (number) => number },
  WEEKLY: {
    numberOf: (day, weekStart) => Math.floor((day + 3 - weekStart) / 7), // day 0 was a Thursday, 3
    firstDay: (number, weekStart) => number * 7 - 3 + weekStart,
  },
  MONTHLY: {
    numberOf: (day) => civilDate(day).year * 12 + civilDate(day).month - 1,
    firstDay: (number) => dayOf(Math.floor(number / 12), number - 12 * Math.floor(number / 12) + 1, 1),
  },
  YEARLY: { numberOf: (day) => civilDate(day).year, firstDay: (number) => dayOf(number, 1, 1) },
};

/** The rule with what it leaves open taken from `start`. */
function completed(rule: Recurrence, startDay: number): Recurrence {
  if (rule.byDay.length > 0 || rule.byMonthDay.length > 0 || rule.frequency === "DAILY") return rule;
  if (rule.frequency === "WEEKLY") return { ...rule, byDay: [weekday(startDay)] };
  const { month, dayOfMonth } = civilDate(startDay);
  const byMonth = rule.frequency === "YEARLY" && rule.byMonth.length === 0 ? [month] : rule.byMonth;
  return { ...rule, byMonth, byMonthDay: [dayOfMonth] };
}

/** The last civil time that may be an occurrence. */
function lastCivil({ until }: Recurrence, zone: string): number {
  if (until === null) return LAST_CIVIL;
  return Math.min(LAST_CIVIL, until.utc ? latestShown(until.second * 1000, zone) : until.second);
}
