import { carryOut, commit } from "../platform/commit.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import { parseDate } from "../platform/civil.ts";
import type { Platform } from "../platform/platform.ts";
import type { Work } from "../platform/tick.ts";
import { setTimer, takeTimer } from "../platform/timers.ts";
import { isOver } from "../platform/validity.ts";
import type { Write } from "../platform/writes.ts";
import { dateAt, formatInstant } from "../platform/zone.ts";
import { endWrites } from "../seats/end.ts";
import { withinBody } from "../seats/show.ts";
import { eachSeat, seatWrites } from "../seats/store.ts";
import { timerWrites } from "../seats/timers.ts";
import { horizonOf } from "../series/extend.ts";
import { generate } from "../series/generate.ts";
import { eachSeries, putSeries } from "../series/store.ts";
import { takeBack } from "../convocations/take-back.ts";
import { saveChanged } from "../sessions/save.ts";
import { go } from "../sessions/states.ts";
import { eachSession, findSession } from "../sessions/store.ts";
import { overAt } from "../sessions/time.ts";
import { awaitsItsDay } from "../sessions/timers.ts";
import { endedWrite, firstDayWithout } from "./ending.ts";
import type { StoredBody } from "./model.ts";
import { findBody } from "./store.ts";

/**
 * Carries a dissolution through: the seats end, what was planned from that day on is cancelled and says why, the series
 * stop. Each step finds nothing to do the second time.
 */
export const dissolveBody: Work = async (timer, platform) => {
  const [town = "", id = ""] = timer.reference;
  const body = await findBody(platform.table, town, id);
  const without = body && firstDayWithout(body);
  if (body && without !== null) {
    // While their seats are theirs, members are told that the sessions are off.
    await cancelSessions(platform, body, without);
    await endSeats(platform, body);
    await stopSeries(platform, body, without);
  }
  const isLast = timer.detail["look"] === "second";
  // An index may not show yet what was planned a moment before: until a second look, readers go on honouring it.
  const next = {
    ...timer,
    due: formatInstant(platform.clock() + SECOND_LOOK_MILLISECONDS),
    detail: { look: "second" },
  };
  const rest = isLast ? await endedWrite(platform.table, town, id) : [setTimer(next)];
  await carryOut(platform.table, [...rest, takeTimer(timer)]);
};

const SECOND_LOOK_MILLISECONDS = 60_000;

const deedOf = ({ municipality, id }: StoredBody, about: Readonly<Record<string, string>>) => ({
  realm: municipality,
  by: "tick",
  operation: "dissolveBody",
  about: { body: id, ...about },
});

async function stopSeries(platform: Platform, body: StoredBody, without: string): Promise<void> {
  for await (const series of eachSeries(platform.table, body.municipality, body.id)) {
    const isStopped = series.stoppedOn === without;
    const stopped = isStopped
      ? series
      : {
          ...series,
          stoppedOn: without,
          revision: series.revision + 1,
          version: series.version + 1,
        };
    if (!isStopped)
      await commit(platform, deedOf(body, { series: series.id }), [putSeries(stopped, series.version)]);
    const scope = { from: parseDate(without) ?? 0, to: horizonOf(series, platform.clock()), toHorizon: true };
    if (scope.from <= scope.to) await generate(platform, stopped, scope, "tick");
  }
}

async function cancelSessions(platform: Platform, body: StoredBody, without: string): Promise<void> {
  const { municipality: town, id, timeZone } = body;
  const now = platform.clock();
  const { language } = await loadMunicipality(platform.table, town);
  const act = body.dissolved?.act ?? null;
  for await (const { id: session } of eachSession(platform.table, { town, body: id }, { from: without })) {
    const before = await findSession(platform.table, town, session);
    if (!before || !awaitsItsDay(before.status) || overAt(before) <= now) continue;
    const cancelled = {
      ...before,
      status: go(before.status, "cancel"),
      sequence: before.sequence + 1,
      version: before.version + 1,
      reason: act === null ? null : { [language]: act },
      touched: true,
      updatedAt: formatInstant(now),
    };
    const { session: after, writes } = await takeBack(platform, before, cancelled, { by: "tick", now });
    const all = [...saveChanged(before, after, timeZone), ...writes];
    await commit(platform, deedOf(body, { session }), all);
  }
}

async function endSeats(platform: Platform, body: StoredBody): Promise<void> {
  const until = body.dissolved?.date ?? null;
  const today = dateAt(platform.clock(), body.timeZone);
  if (until === null) return;
  for await (const seat of eachSeat(platform.table, body.municipality, body.id)) {
    const within = withinBody(seat, until);
    if (within.until === seat.until) continue;
    const ended = { ...within, version: seat.version + 1 };
    const writes: Write[] = isOver(ended, today)
      ? endWrites(seat, ended)
      : [...seatWrites(seat, ended), ...timerWrites(seat, ended)];
    await commit(platform, deedOf(body, { seat: seat.id }), writes);
  }
}
