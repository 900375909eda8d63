import { removeAlert } from "../convocations/alerts.ts";
import { tellWrites } from "../convocations/tell.ts";
import { findBody } from "../bodies/store.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import { carryOut, commit } from "../platform/commit.ts";
import type { Platform } from "../platform/platform.ts";
import type { Work } from "../platform/tick.ts";
import { setTimer, takeTimer } from "../platform/timers.ts";
import type { Timer } from "../platform/timers.ts";
import type { Write } from "../platform/writes.ts";
import { formatInstant, parseInstant } from "../platform/zone.ts";
import type { StoredFullSession } from "../sessions/model.ts";
import { findEvenGone } from "../sessions/store.ts";
import { keys } from "../table.ts";
import { roomOf } from "./hold.ts";
import { isTooLong, lockDays, whileRaced } from "./lock.ts";
import type { Stay } from "./lock.ts";
import type { Room } from "./room-model.ts";
import { findRoom, putRoom } from "./room-store.ts";
import { isHeld, stayOf } from "./stay.ts";
import { roomsTimer } from "./timers.ts";

/** How long until it is looked again whether a room that was taken has become free. */
const AGAIN_MILLISECONDS = 6 * 3_600_000;

/**
 * Makes the room that a session holds the one that it should hold, whoever generated, moved or ended it. Where it is taken,
 * the session says so, its secretary is told, and it is looked at again while there is time.
 */
export const reconcileRoom: Work = (timer, platform) => whileRaced(() => look(timer, platform));

async function look(timer: Timer, platform: Platform): Promise<void> {
  const [town = "", id = ""] = timer.reference;
  const { table } = platform;
  const now = platform.clock();
  const [session, room, { timeZone: zone }] = await Promise.all([
    findEvenGone(table, town, id),
    findRoom(table, { municipality: town, id }),
    loadMunicipality(table, town, "eventually"),
  ]);
  if (!session) return carryOut(table, [takeTimer(timer)]);
  const stay = stayOf(session);
  const known = removeAlert(town, id, "room-taken");
  // What is over holds nothing anew, and nobody needs to look at it any more.
  if (stay && stay.to <= now && !(room?.held && (parseInstant(room.to) ?? 0) > now))
    return carryOut(table, [...(room?.held === false ? [known] : []), takeTimer(timer)]);
  if (isHeld(room, stay)) return carryOut(table, [takeTimer(timer)]);
  const of = { town, zone, by: { what: "session" as const, id }, held: room?.held ? room : null };
  const isOver = stay !== null && stay.to <= now;
  const fits = stay && !isTooLong(stay) && !isOver ? stay : null;
  const { writes, taken } = await lockDays(platform, { ...of, stay: fits });
  const isTaken = taken !== null || (fits !== stay && !isOver);
  const rest = stay && isTaken ? await notHeld(platform, session, { of, stay, room }) : writes;
  const next = stay && !isOver ? roomOf(stay, zone, room, !isTaken) : null;
  const about = { session: id, place: stay?.place ?? room?.place ?? "", held: String(!isTaken) };
  await commit(platform, { realm: town, by: "tick", operation: "reconcileRoom", about }, [
    { check: keys.session(town, id), when: { is: { version: session.version } } },
    ...rest,
    ...putRoom(session, room, next),
    ...(room?.held === false && !isTaken ? [known] : []),
    takeTimer(timer),
  ]);
}

interface NotHeld {
  readonly of: Omit<Parameters<typeof lockDays>[1], "stay">;
  readonly stay: Stay;
  readonly room: Room | null;
}

/** What it held before is free again; the secretary is told once of each time that it could not have. */
async function notHeld(
  platform: Platform,
  session: StoredFullSession,
  { of, stay, room }: NotHeld,
): Promise<Write[]> {
  const { table } = platform;
  const now = platform.clock();
  const { municipality, id } = session;
  const isTold = room?.held === false && room.place === stay.place && room.from === formatInstant(stay.from);
  const [{ writes }, body] = await Promise.all([
    lockDays(platform, { ...of, stay: null }),
    isTold ? null : findBody(table, municipality, session.body),
  ]);
  const told = body ? await tellWrites(table, body, session, { code: "room-taken", until: null, now }) : [];
  return [...writes, ...told, setTimer(roomsTimer(municipality, id, now + AGAIN_MILLISECONDS))];
}
