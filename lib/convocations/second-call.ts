import type { Holidays } from "../calendars/holidays.ts";
import { effectiveRule } from "../law/effective.ts";
import type { BodyRules } from "../law/model.ts";
import { dayOfCivil, formatCivil, parseCivil, SECONDS_PER_DAY } from "../platform/civil.ts";
import { formatInstant, instantOf } from "../platform/zone.ts";
import type { Session } from "../sessions/model.ts";
import type { SecondCall } from "./model.ts";

const HOUR = 3600;

/** When the second call begins: so many hours after the first, or so many days later at the same hour; null: there is none. */
export function secondCallOf(
  { start, timeZone }: Pick<Session, "start" | "timeZone">,
  rules: BodyRules | null,
  holidays: Holidays,
): SecondCall | null {
  const rule = rules && effectiveRule(rules, "secondCall");
  if (!rule?.value.foreseen || !rule.value.after) return null;
  const { n, unit } = rule.value.after;
  const first = parseCivil(start) ?? 0;
  const begin =
    unit === "hours"
      ? first + n * HOUR
      : first + daysLater(dayOfCivil(first), n, unit === "working-days" ? holidays : null) * SECONDS_PER_DAY;
  const instant = instantOf(begin, timeZone);
  // An hour that the clock is put forward over is no hour to meet at: the law says nothing, so nor do we.
  if (instant === null) return null;
  return { start: formatCivil(begin), startUtc: formatInstant(instant), article: rule.article };
}

/** How many days later it is, counting all days or working days only. */
function daysLater(day: number, n: number, holidays: Holidays | null): number {
  let later = 0;
  for (let left = n; left > 0;) {
    later++;
    if (!holidays || holidays.isWorking(day + later)) left--;
  }
  return later;
}
