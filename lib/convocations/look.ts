import { usualConvening } from "../bodies/convening-model.ts";
import { loadBody, mustStillAct } from "../bodies/store.ts";
import type { StoredBody } from "../bodies/model.ts";
import { holidaysAround } from "../calendars/store.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import type { Municipality } from "../municipalities/model.ts";
import { addDays, dayOfCivil, parseCivil } from "../platform/civil.ts";
import { carryOut, commit } from "../platform/commit.ts";
import type { Platform } from "../platform/platform.ts";
import type { Table } from "../platform/dynamo.ts";
import type { Work } from "../platform/tick.ts";
import { setTimer, takeTimer, taking } from "../platform/timers.ts";
import type { Timer } from "../platform/timers.ts";
import { dateAt } from "../platform/zone.ts";
import type { StoredFullSession } from "../sessions/model.ts";
import { eachSession, findSession } from "../sessions/store.ts";
import { clearAlerts } from "./alerts.ts";
import { decide } from "./decide.ts";
import { outlookOf } from "./outlook.ts";
import { findOutlook, putOutlook } from "./outlook-store.ts";
import { prepare } from "./prepare.ts";
import { findRoom } from "../places/room-store.ts";
import type { Preparation } from "./prepare.ts";
import { findConvocation } from "./store.ts";
import { listWrites, mailWrites } from "./tell.ts";
import { lookTimer, noticesTimer, WATCHED_DAYS } from "./timers.ts";
import { conveneWrites, settled } from "./writes.ts";

/**
 * Looks at what is planned to be convened and does what is due by the real clock: convenes, warns, or lists what was
 * missed. It goes by what is there now, so that a late, repeated or needless look does no harm; each sets the next.
 */
export const lookAtConvocation: Work = async (timer, platform) => {
  const [scope, town = "", of = ""] = timer.reference;
  if (scope === "session") return lookAtSession(timer, platform, town, of);
  const now = platform.clock();
  const { timeZone } = await loadMunicipality(platform.table, town, "eventually");
  const today = dateAt(now, timeZone);
  const timeline = scope === "body" ? { town, body: of } : { town };
  const between = { from: today, to: addDays(today, WATCHED_DAYS) };
  for await (const { municipality, id, status } of eachSession(platform.table, timeline, between))
    if (status === "planned" || status === "convened")
      await carryOut(platform.table, [setTimer(lookTimer({ municipality, id }, now))]);
  return carryOut(platform.table, [takeTimer(timer)]);
};

async function lookAtSession(timer: Timer, platform: Platform, town: string, id: string): Promise<void> {
  const { table } = platform;
  const session = await findSession(table, town, id);
  if (session?.status === "convened" && session.startUtc !== null) {
    // Who came to their seat since is told now.
    const again = noticesTimer(town, id, session.convocations, platform.clock());
    return carryOut(table, [setTimer(again), takeTimer(timer)]);
  }
  if (session?.status !== "planned" || session.startUtc === null) {
    // Taken away, decided on, over: nothing is left to be looked at, but what was missed.
    const kept = session ? "missed" : undefined;
    const rest = session?.status === "planned" ? [] : await settled(table, { municipality: town, id }, kept);
    return carryOut(table, [...rest, takeTimer(timer)]);
  }
  const place = await loadMunicipality(table, town);
  const body = await loadBody(table, town, session.body);
  const preparation = await withRoom(table, session, await prepare(table, place, session, platform.clock()));
  return act(timer, platform, { town: place, body, session, preparation });
}

/** The clock sends nobody to a room that somebody else has: by hand that is refused, too. */
async function withRoom(
  table: Table,
  session: StoredFullSession,
  preparation: Preparation,
): Promise<Preparation> {
  const room = session.place?.place === undefined ? null : await findRoom(table, session);
  if (room?.held !== false) return preparation;
  const message = `'${room.place}' is taken at that time: choose another hour or another room.`;
  return { ...preparation, missing: [...preparation.missing, { what: "room", rule: null, message }] };
}

interface Case {
  readonly town: Municipality;
  readonly body: StoredBody;
  readonly session: StoredFullSession;
  readonly preparation: Preparation;
}

async function act(timer: Timer, platform: Platform, of: Case): Promise<void> {
  const { table } = platform;
  const now = platform.clock();
  const { session, body, preparation } = of;
  const before = await findOutlook(table, session);
  const convening = body.convening ?? usualConvening;
  const { outlook, code, tell, next, goes, isSettled } = outlookOf(
    session,
    preparation,
    convening,
    before,
    now,
  );
  const deed = (operation: string) => ({
    realm: session.municipality,
    by: "tick",
    operation,
    about: { session: session.id },
  });
  if (goes) return commit(platform, deed("convene"), taking(timer, await convene(platform, of, now)));
  const until = outlook?.lastLawfulMoment ?? null;
  const writes = [
    ...(code === null ? [] : listWrites(body, session, { code, until, now })),
    ...(tell === null ? [] : await mailWrites(table, body, session, { code: tell, until, now })),
    ...(isSettled ? await clearAlerts(table, session.municipality, session.id, "missed") : []),
    ...(outlook ? [putOutlook(session, outlook)] : []),
    ...(next === null ? [] : [setTimer(lookTimer(session, next))]),
    takeTimer(timer),
  ];
  return tell === null ? carryOut(table, writes) : commit(platform, deed("warn"), writes);
}

async function convene(platform: Platform, { town, body, session, preparation }: Case, now: number) {
  const { table } = platform;
  const { agenda, rules, deadline } = preparation;
  const day = dayOfCivil(parseCivil(session.start) ?? 0);
  const [last, holidays, ring] = await Promise.all([
    session.convocations === 0 ? null : findConvocation(table, town.id, session.id, session.convocations),
    holidaysAround(table, town.areas, { from: day, to: day }),
    platform.keys(),
  ]);
  const ground = { before: session, session, agenda, rules, deadline, holidays, last, reason: null };
  const decided = decide({ ...ground, by: "tick", now, salt: platform.newId() });
  const of = { before: session, ...decided, agenda, zone: town.timeZone };
  return [...(await conveneWrites(table, ring, of)), mustStillAct(body)];
}
