import { isDeepStrictEqual } from "node:util";
import { eachBody } from "../bodies/store.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import type { Municipality } from "../municipalities/model.ts";
import { dayOf, formatDate } from "../platform/civil.ts";
import type { Window } from "../platform/civil.ts";
import { carryOut, commit } from "../platform/commit.ts";
import type { Platform } from "../platform/platform.ts";
import type { Work } from "../platform/tick.ts";
import { setTimer, takeTimer } from "../platform/timers.ts";
import { dayAt, horizonOf } from "../series/extend.ts";
import { eachSeries } from "../series/store.ts";
import { generate, revision } from "../sessions/generate.ts";
import type { StoredFullSession } from "../sessions/model.ts";
import { holidayOn } from "../sessions/revise.ts";
import { go, isOpenToGeneration } from "../sessions/states.ts";
import { eachSession, loadSessions } from "../sessions/store.ts";
import { overAt } from "../sessions/time.ts";
import { lookAgain } from "./intents.ts";
import { holidaysAround, MOVED_DAYS, townsUsing } from "./store.ts";

/** A layer changed, or a town's layers did: fans out to the towns, then looks again at what each has planned. */
export const applyCalendar: Work = async (timer, platform) => {
  const [scope, name = "", year = ""] = timer.reference;
  if (scope === "area") {
    for await (const town of townsUsing(platform.table, name))
      await carryOut(platform.table, [setTimer({ ...lookAgain(town, Number(year), 0), due: timer.due })]);
  } else {
    await lookAgainIn(
      platform,
      await loadMunicipality(platform.table, name),
      year === "all" ? null : Number(year),
    );
  }
  await carryOut(platform.table, [takeTimer(timer)]);
};

/** Generates anew what no hand has touched; of what someone decided, only the holiday is told. Convened sessions stay. */
async function lookAgainIn(platform: Platform, town: Municipality, year: number | null): Promise<void> {
  const now = platform.clock();
  const upTo = (last: number): Window => ({
    from: Math.max(dayAt(now, town.timeZone), year === null ? -Infinity : dayOf(year, 1, 1) - MOVED_DAYS),
    to: Math.min(last, year === null ? Infinity : dayOf(year, 12, 31) + MOVED_DAYS),
  });
  for await (const { id: body } of eachBody(platform.table, town.id))
    for await (const series of eachSeries(platform.table, town.id, body))
      if (series.status === "active")
        await generate(platform, series, { ...upTo(horizonOf(series, now)), toHorizon: false }, "tick");
  await flagTouched(platform, town, upTo(dayOf(2199, 12, 31)));
}

async function flagTouched(platform: Platform, town: Municipality, window: Window): Promise<void> {
  if (window.from > window.to) return;
  const { table } = platform;
  const now = platform.clock();
  const between = { from: formatDate(window.from), to: formatDate(window.to) };
  for await (const session of eachSession(table, { town: town.id }, between)) {
    if (!session.touched || !isOpenToGeneration(session.status) || overAt(session) <= now) continue;
    const [before] = await loadSessions(table, town.id, [session.id]);
    if (!before) continue;
    const day = dayAt(Date.parse(before.startUtc ?? "") || overAt(before) - 1, town.timeZone);
    const holiday = holidayOn(before.start, await holidaysAround(table, town.areas, { from: day, to: day }));
    if (isDeepStrictEqual(holiday, before.holiday)) continue;
    const settled = before.status === "proposed" && !holiday;
    const after: StoredFullSession = {
      ...before,
      holiday,
      status: settled ? go("proposed", "keep") : before.status,
      sequence: before.sequence + (settled ? 1 : 0),
      version: before.version + 1,
    };
    const deed = { realm: town.id, by: "tick", operation: "applyCalendar", about: { session: after.id } };
    await commit(platform, deed, revision(before, after, town.timeZone));
  }
}
