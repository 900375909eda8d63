import { carryOut, commit } from "../platform/commit.ts";
import { takeTimer } from "../platform/timers.ts";
import type { Work } from "../platform/tick.ts";
import { formatInstant } from "../platform/zone.ts";
import { endOfDay } from "../convocations/writes.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import { closing, go } from "./states.ts";
import { findSession, putSession } from "./store.ts";
import { awaitsItsDay, closeTimer } from "./timers.ts";

/** The day of a session is over: a proposed one lapses, a planned or convened one stays unrecorded. */
export const closeSession: Work = async (timer, platform) => {
  const [town = "", id = ""] = timer.reference;
  const session = await findSession(platform.table, town, id);
  if (!session || !awaitsItsDay(session.status) || closeTimer(session).due !== timer.due)
    return carryOut(platform.table, [takeTimer(timer)]);
  const { timeZone } = await loadMunicipality(platform.table, town);
  const status = go(session.status, closing(session.status));
  const closed = {
    ...session,
    status,
    // A lapsed session leaves people's calendars; an unrecorded one stays as it was.
    sequence: session.sequence + (status === "lapsed" ? 1 : 0),
    version: session.version + 1,
    updatedAt: formatInstant(platform.clock()),
  };
  const deed = { realm: town, by: "tick", operation: "closeSession", about: { session: id, status } };
  const writes = [
    putSession(closed, timeZone, session.version),
    ...(await endOfDay(platform.table, session, platform.clock())),
  ];
  return commit(platform, deed, [...writes, takeTimer(timer)]);
};
