import { carryOut, commit } from "../platform/commit.ts";
import { takeTimer } from "../platform/timers.ts";
import type { Work } from "../platform/tick.ts";
import { formatInstant } from "../platform/zone.ts";
import { failedCall } from "../meetings/second-call.ts";
import type { Meeting } from "../meetings/model.ts";
import { putMeeting } from "../meetings/store.ts";
import { endOfDay } from "../convocations/writes.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import { closing, go } from "./states.ts";
import { findSession, putSession } from "./store.ts";
import { awaitsItsDay, closeTimer } from "./timers.ts";

/** The record of a session that was not held for want of a quorum (ROF 109.2). */
const notHeld = (meeting: Meeting, at: string): Meeting => ({ ...meeting, closedAt: at, cause: "no-quorum" });

/** The day of a session is over: a proposed one lapses, a planned or convened one stays unrecorded, or was not held. */
export const closeSession: Work = async (timer, platform) => {
  const [town = "", id = ""] = timer.reference;
  const session = await findSession(platform.table, town, id);
  if (!session || !awaitsItsDay(session.status) || closeTimer(session).due !== timer.due)
    return carryOut(platform.table, [takeTimer(timer)]);
  const { timeZone } = await loadMunicipality(platform.table, town);
  // Who came is on record, and it was not enough: it was not held. Without a record nobody can say.
  const record = session.status === "convened" ? await failedCall(platform, session, "last") : null;
  const status = go(session.status, record ? "fail" : closing(session.status));
  const closed = {
    ...session,
    status,
    // What was not held leaves people's calendars; an unrecorded one stays as it was.
    sequence: session.sequence + (status === "unrecorded" ? 0 : 1),
    version: session.version + 1,
    updatedAt: formatInstant(platform.clock()),
  };
  const deed = { realm: town, by: "tick", operation: "closeSession", about: { session: id, status } };
  const writes = [
    putSession(closed, timeZone, session.version),
    ...(await endOfDay(platform.table, session, platform.clock())),
    ...(record ? [putMeeting(notHeld(record.meeting, closed.updatedAt), record.versionRead)] : []),
  ];
  return commit(platform, deed, [...writes, takeTimer(timer)]);
};
