import type { Timer } from "../platform/timers.ts";
import { formatInstant } from "../platform/zone.ts";

/** What to look at again: whatever uses an area, a town, a body, or what a hand has touched in a town. */
export type LookAgain = "area" | "town" | "body" | "touched";

/**
 * The intent to look again at what was planned for a year (null: for all years), because the days of a calendar changed.
 * `cause` names the change, so that a second one within the second is an intent of its own. Wide intents are cut into
 * narrower ones by the tick, each small enough for one go.
 */
export const lookAgain = (
  scope: LookAgain,
  names: readonly string[],
  { year, cause, due }: { year: number | null; cause: string; due: string },
): Timer => ({
  kind: "calendar",
  due,
  reference: [scope, ...names, year === null ? "all" : String(year), cause],
  detail: { ...(year !== null && { year }), cause },
});

/** The same, due at once. */
export const lookAgainNow = (
  scope: LookAgain,
  names: readonly string[],
  year: number | null,
  cause: string,
  now: number,
): Timer => lookAgain(scope, names, { year, cause, due: formatInstant(now) });
