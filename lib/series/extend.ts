import { addMonths, dayOfCivil, firstOfMonth, formatDate, parseDate } from "../platform/civil.ts";
import { carryOut } from "../platform/commit.ts";
import type { Work } from "../platform/tick.ts";
import { setTimer, takeTimer, timerIsThere } from "../platform/timers.ts";
import type { Timer } from "../platform/timers.ts";
import { civilOf, formatInstant, parseInstant, startOfDay } from "../platform/zone.ts";
import { firstAfter } from "./expand.ts";
import { generate } from "./generate.ts";
import { firstUnsettled } from "./model.ts";
import type { StoredSeries } from "./model.ts";
import { findSeries } from "./store.ts";

/**
 * A second look comes this long after a series was created or edited: whatever the first look could not finish, or
 * an index did not show yet, is put right then.
 */
const SECOND_LOOK_MILLISECONDS = 60_000;

/** The local day of an instant. */
export const dayAt = (instant: number, zone: string): number => dayOfCivil(civilOf(instant, zone));

/** The last day up to which a series has its sessions: the end of a month, so that work comes by the month. */
export const horizonOf = ({ horizonMonths, timeZone }: StoredSeries, instant: number): number =>
  addMonths(firstOfMonth(dayAt(instant, timeZone)), horizonMonths + 1) - 1;

const timer = ({ municipality, body, id, revision }: StoredSeries, due: number, from: number): Timer => ({
  kind: "extend",
  due: formatInstant(due),
  reference: [municipality, body, id],
  detail: { revision, from: formatDate(from) },
});

/** The intent to make a series' sessions from this day on what the series says. */
export const generateSoon = (series: StoredSeries, from: number, now: number): Timer =>
  timer(series, now + SECOND_LOOK_MILLISECONDS, from);

/** When the month of the next occurrence after this day comes within the horizon; null when there is none. */
export function nextExtension(series: StoredSeries, after: number): Timer | null {
  const next = firstAfter(series, after);
  if (!next) return null;
  const month = addMonths(firstOfMonth(next.day), -series.horizonMonths);
  return timer(series, startOfDay(month, series.timeZone), after + 1);
}

/** A series' timer is due: generates up to the horizon of that instant, and sets the timer of the next month. */
export const extendSeries: Work = async (due, platform) => {
  const [town = "", body = "", id = ""] = due.reference;
  const series = await findSeries(platform.table, town, body, id);
  // An edit since has its own timer, and begins where the series is not settled.
  if (series?.revision !== due.detail["revision"] || !series)
    return carryOut(platform.table, [takeTimer(due)]);
  const from = Math.min(parseDate(String(due.detail["from"])) ?? 0, firstUnsettled(series));
  const to = Math.max(horizonOf(series, parseInstant(due.due) ?? platform.clock()), from - 1);
  const next = nextExtension(series, to);
  await generate(platform, series, { from, to, toHorizon: true }, "tick", {
    // A run that was overtaken must not take away what the faster one, and those after it, made beyond its horizon.
    guard: [timerIsThere(due)],
    finale: [takeTimer(due), ...(next ? [setTimer(next)] : [])],
  });
};
