import { carryOut, commit } from "../platform/commit.ts";
import { takeTimer } from "../platform/timers.ts";
import type { Timer } from "../platform/timers.ts";
import type { Work } from "../platform/tick.ts";
import { formatInstant } from "../platform/zone.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import type { StoredSession } from "./model.ts";
import { closing } from "./plan.ts";
import { go } from "./states.ts";
import { findSession, putSession } from "./store.ts";
import { overAt } from "./time.ts";

/** Whether a status is one that the end of the day changes. */
export const awaitsItsDay = (
  status: StoredSession["status"],
): status is "planned" | "convened" | "proposed" =>
  status === "planned" || status === "convened" || status === "proposed";

/** The timer of the end of a session's day. */
export const closeTimer = (session: StoredSession): Timer => ({
  kind: "close",
  due: formatInstant(overAt(session)),
  reference: [session.municipality, session.id],
  detail: {},
});

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
  return commit(platform, deed, [putSession(closed, timeZone, session.version), takeTimer(timer)]);
};
