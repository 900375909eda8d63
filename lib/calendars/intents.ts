import type { Timer } from "../platform/timers.ts";
import { formatInstant } from "../platform/zone.ts";

/**
 * The intent to look again at what a town planned for a year (null: for all years), because the days of its calendar
 * changed. Due at once; done in chunks by the tick.
 */
export const lookAgain = (town: string, year: number | null, now: number): Timer => ({
  kind: "calendar",
  due: formatInstant(now),
  reference: ["town", town, year === null ? "all" : String(year)],
  detail: {},
});

/** The intent to look again in every town that uses a layer. */
export const lookAgainEverywhere = (area: string, year: number, now: number): Timer => ({
  kind: "calendar",
  due: formatInstant(now),
  reference: ["area", area, String(year)],
  detail: {},
});
