import { daysAfter } from "../calendars/holidays.ts";
import type { Holidays } from "../calendars/holidays.ts";
import { effectiveRule } from "../law/effective.ts";
import type { BodyRules } from "../law/model.ts";
import { dayOfCivil, formatCivil, parseCivil, secondOfDay, SECONDS_PER_DAY } from "../platform/civil.ts";
import { formatInstant, instantOf } from "../platform/zone.ts";
import type { Session } from "../sessions/model.ts";
import type { SecondCall } from "../sessions/terms-model.ts";

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
      : daysAfter(dayOfCivil(first), n, unit === "working-days" ? holidays : null) * SECONDS_PER_DAY +
        secondOfDay(first);
  const instant = instantOf(begin, timeZone);
  // An hour that the clock is put forward over is no hour to meet at: the law says nothing, so nor do we.
  if (instant === null) return null;
  return { start: formatCivil(begin), startUtc: formatInstant(instant), article: rule.article };
}
