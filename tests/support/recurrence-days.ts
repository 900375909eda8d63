import { formatDate, dayOfCivil, parseCivil } from "../../lib/platform/civil.ts";
import { occurrences, parseRecurrence, type Recurrence } from "../../lib/series/recurrence.ts";

/** The dates that a rule gives. */
export function days(
  recurrence: string,
  start: string,
  { zone = "Europe/Madrid", most = Infinity, from = start } = {},
): string[] {
  return occurrences(ruleOf(recurrence), civil(start), zone, civil(from))
    .take(most)
    .map((found) => formatDate(dayOfCivil(found)))
    .toArray();
}

export function ruleOf(recurrence: string): Recurrence {
  const parsed = parseRecurrence(recurrence);
  if ("faults" in parsed) throw new Error(parsed.faults.join(", "));
  return parsed.rule;
}

export function civil(text: string): number {
  const parsed = parseCivil(text);
  if (parsed === null) throw new Error(`${text} is not a civil time`);
  return parsed;
}
