/** Random recurrences to hold against the oracle: the same ones for the same seed. */
import { SECONDS_PER_DAY, dayOf, formatCivil } from "../../lib/platform/civil.ts";
import { instantOf } from "../../lib/platform/zone.ts";

/** `start` is a civil time. */
export type Sample = { readonly recurrence: string; readonly start: number; readonly zone: string };

/** A whole number from 0 below `n`. */
type Dice = (n: number) => number;

const ZONES = ["Europe/Madrid", "Europe/Rome", "Atlantic/Canary"];
const WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
// Sessions begin in the evening; the clocks of these zones change between 01:00 and 03:00
const TIMES = ["18:30", "09:00", "00:00", "00:30", "01:30", "02:00", "02:30", "03:00", "23:59"].map(
  (time) => Number(time.slice(0, 2)) * 3600 + Number(time.slice(3)) * 60,
);

/**
 * Without end: take as many as you need. Starts in 2015-2034, at times that exist: rrule-temporal
 * gives a `start` that does not exist one hour later, as RFC 5545 3.3.5 reads an explicit DTSTART.
 */
export function* samples(seed: number): Generator<Sample> {
  const dice = diceOf(seed);
  for (;;) {
    const start = (dayOf(2015, 1, 1) + dice(20 * 365)) * SECONDS_PER_DAY + pick(dice, TIMES);
    const zone = pick(dice, ZONES);
    if (instantOf(start, zone) !== null) yield { recurrence: recurrenceFrom(start, dice), start, zone };
  }
}

/**
 * Every legal mix of parts but three, which rrule-temporal 2.2.7 gets wrong in a YEARLY rule that names
 * no month; `recurrence-oracle.test.ts` shows each. There, ordinals go up to 52, stand without plain
 * weekdays, and without BYMONTHDAY.
 */
function recurrenceFrom(start: number, dice: Dice): string {
  const frequency = pick(dice, ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]);
  const byMonth = chance(dice, 35) ? `BYMONTH=${list(dice, 4, () => 1 + dice(12))}` : "";
  const ordinalsOfYear = frequency === "YEARLY" && byMonth === "";
  const byMonthDay =
    frequency !== "WEEKLY" && chance(dice, 40) ? `BYMONTHDAY=${list(dice, 12, () => signed(dice, 31))}` : "";
  const highest = ordinalsOfYear ? 52 : 5;
  const always = chance(dice, 50);
  const hasOrdinal = (): boolean => {
    if (frequency === "DAILY" || frequency === "WEEKLY") return false;
    return ordinalsOfYear ? always && byMonthDay === "" : chance(dice, 50);
  };
  const weekday = (): string => `${hasOrdinal() ? signed(dice, highest) : ""}${pick(dice, WEEKDAYS)}`;
  const byDay = chance(dice, 55) ? `BYDAY=${list(dice, 5, weekday)}` : "";
  const positions = { DAILY: 1, WEEKLY: 3, MONTHLY: 6, YEARLY: 30 }[frequency] ?? 1;
  const canChoose = byMonth !== "" || byMonthDay !== "" || byDay !== "";
  const bySetPos =
    canChoose && chance(dice, 30) ? `BYSETPOS=${list(dice, 3, () => signed(dice, positions))}` : "";
  const interval = chance(dice, 50) ? `INTERVAL=${1 + dice(frequency === "YEARLY" ? 4 : 9)}` : "";
  const weekStart = chance(dice, 40) ? `WKST=${pick(dice, WEEKDAYS)}` : "";
  const end = pick(dice, ["", `COUNT=${1 + dice(40)}`, `UNTIL=${until(start, dice)}`]);
  return [`FREQ=${frequency}`, interval, byMonth, byMonthDay, byDay, bySetPos, weekStart, end]
    .filter((part) => part !== "")
    .join(";");
}

/** Often the time of `start` in UTC, in winter or in summer, or a second before: the last occurrence is on the edge. */
function until(start: number, dice: Dice): string {
  const civil = start + (30 + dice(4000)) * SECONDS_PER_DAY;
  const utc = civil - pick(dice, [0, 3600, 7200, 3601, 7201, 5400]);
  return `${formatCivil(utc).replaceAll(/[-:]/g, "")}Z`;
}

function list(dice: Dice, most: number, make: () => string | number): string {
  return Array.from({ length: 1 + dice(most) }, make).join(",");
}

function signed(dice: Dice, highest: number): number {
  return (1 + dice(highest)) * (chance(dice, 40) ? -1 : 1);
}

function chance(dice: Dice, percent: number): boolean {
  return dice(100) < percent;
}

function pick<Item>(dice: Dice, items: readonly Item[]): Item {
  const item = items[dice(items.length)];
  if (item === undefined) throw new Error("there is nothing to pick from");
  return item;
}

/** mulberry32: https://github.com/bryc/code/blob/master/jshash/PRNGs.md#mulberry32 */
function diceOf(seed: number): Dice {
  let state = seed;
  return (n) => {
    state = (state + 0x6d2b79f5) | 0;
    const first = Math.imul(state ^ (state >>> 15), state | 1);
    const second = first ^ (first + Math.imul(first ^ (first >>> 7), first | 61));
    return Math.floor((((second ^ (second >>> 14)) >>> 0) / 2 ** 32) * n);
  };
}
