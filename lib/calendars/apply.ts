import { isDeepStrictEqual } from "node:util";
import { eachBody } from "../bodies/store.ts";
import type { Municipality } from "../municipalities/model.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import { dayOf, daysOf, formatDate } from "../platform/civil.ts";
import type { Window } from "../platform/civil.ts";
import { reconsider } from "../convocations/timers.ts";
import { carryOut, commit, MOST_WRITES } from "../platform/commit.ts";
import type { Table } from "../platform/dynamo.ts";
import type { Platform } from "../platform/platform.ts";
import type { Work } from "../platform/tick.ts";
import { setTimer, takeTimer } from "../platform/timers.ts";
import type { Timer } from "../platform/timers.ts";
import { formatInstant } from "../platform/zone.ts";
import { dayAt, horizonOf } from "../series/extend.ts";
import { generate } from "../series/generate.ts";
import { eachSeries } from "../series/store.ts";
import type { StoredFullSession, StoredSession } from "../sessions/model.ts";
import { holidayOn } from "../sessions/revise.ts";
import { saveChanged } from "../sessions/save.ts";
import { go, isOpenToGeneration } from "../sessions/states.ts";
import { eachSession, findSession } from "../sessions/store.ts";
import { overAt } from "../sessions/time.ts";
import { lookAgain } from "./intents.ts";
import type { LookAgain } from "./intents.ts";
import { holidaysAround, MOVED_DAYS, townsUsing } from "./store.ts";

/**
 * A calendar changed. What no hand has touched is generated anew; of what someone decided, only the holiday is told;
 * convened sessions stay. An area is cut into its towns, a town into its bodies, each a timer of its own.
 */
export const applyCalendar: Work = async (timer, platform) => {
  const [scope, name = "", body = ""] = timer.reference;
  if (scope === "area") await hand(platform.table, timer, "town", townsUsing(platform.table, name));
  else if (scope === "town")
    await hand(platform.table, timer, "body", bodiesOf(platform.table, name), [name]);
  else if (scope === "body") await lookAgainAtSeries(platform, name, body, yearOf(timer));
  else await flagTouched(platform, await loadMunicipality(platform.table, name), yearOf(timer));
  // Another calendar, another last lawful moment.
  const again = scope === "touched" ? [setTimer(reconsider(name, null, platform.clock()))] : [];
  await carryOut(platform.table, [...again, takeTimer(timer)]);
};

const yearOf = ({ detail }: Timer): number | null =>
  typeof detail["year"] === "number" ? detail["year"] : null;

async function* bodiesOf(table: Table, town: string): AsyncGenerator<string> {
  for await (const { id } of eachBody(table, town)) yield id;
}

/** Hands the work of a timer on to narrower ones, a hundred at a time; a town also looks at what hands have touched. */
async function hand(
  table: Table,
  timer: Timer,
  scope: LookAgain,
  names: AsyncIterable<string>,
  within: readonly string[] = [],
): Promise<void> {
  const narrow = (to: LookAgain, path: readonly string[]) =>
    setTimer(
      lookAgain(to, path, { year: yearOf(timer), cause: String(timer.detail["cause"]), due: timer.due }),
    );
  let writes = scope === "body" ? [narrow("touched", within)] : [];
  for await (const name of names) {
    writes.push(narrow(scope, [...within, name]));
    if (writes.length < MOST_WRITES) continue;
    await carryOut(table, writes);
    writes = [];
  }
  if (writes.length > 0) await carryOut(table, writes);
}

/** The days of a year that can still change, with room for what a policy moves over New Year. */
const upcoming = (
  { timeZone }: Pick<Municipality, "timeZone">,
  year: number | null,
  now: number,
  last: number,
): Window => ({
  from: Math.max(dayAt(now, timeZone), year === null ? -Infinity : dayOf(year, 1, 1) - MOVED_DAYS),
  to: Math.min(last, year === null ? Infinity : dayOf(year, 12, 31) + MOVED_DAYS),
});

async function lookAgainAtSeries(
  platform: Platform,
  town: string,
  body: string,
  year: number | null,
): Promise<void> {
  const now = platform.clock();
  for await (const series of eachSeries(platform.table, town, body)) {
    if (series.status !== "active") continue;
    const window = upcoming(series, year, now, horizonOf(series, now));
    await generate(platform, series, { ...window, toHorizon: false }, "tick");
  }
}

async function flagTouched(platform: Platform, town: Municipality, year: number | null): Promise<void> {
  const now = platform.clock();
  const { from, to } = upcoming(town, year, now, dayOf(2199, 12, 31));
  if (from > to) return;
  const between = { from: formatDate(from), to: formatDate(to) };
  for await (const session of eachSession(platform.table, { town: town.id }, between))
    if (isFlaggable(session, now)) await flag(platform, town, session.id, now);
}

const isFlaggable = (session: StoredSession, now: number): boolean =>
  session.touched && isOpenToGeneration(session.status) && overAt(session) > now;

async function flag(platform: Platform, town: Municipality, id: string, now: number): Promise<void> {
  const before = await findSession(platform.table, town.id, id);
  if (!before || !isFlaggable(before, now)) return;
  const { first, last } = daysOf(before.start);
  const holidays = await holidaysAround(platform.table, town.areas, { from: first, to: last });
  const holiday = holidayOn(before.start, holidays);
  if (isDeepStrictEqual(holiday, before.holiday)) return;
  const settled = before.status === "proposed" && !holiday;
  const after: StoredFullSession = {
    ...before,
    holiday,
    status: settled ? go("proposed", "keep") : before.status,
    sequence: before.sequence + (settled ? 1 : 0),
    version: before.version + 1,
    updatedAt: formatInstant(now),
  };
  const deed = { realm: town.id, by: "tick", operation: "applyCalendar", about: { session: id } };
  await commit(platform, deed, saveChanged(before, after, town.timeZone));
}
