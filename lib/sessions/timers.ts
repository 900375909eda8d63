import type { Timer } from "../platform/timers.ts";
import { formatInstant } from "../platform/zone.ts";
import type { StoredSession } from "./model.ts";
import type { SessionStatus } from "./states.ts";
import { overAt } from "./time.ts";

/** Whether a status is one that the end of the day changes. */
export const awaitsItsDay = (status: SessionStatus): status is "planned" | "convened" | "proposed" =>
  status === "planned" || status === "convened" || status === "proposed";

/** The timer of the end of a session's day. */
export const closeTimer = (session: StoredSession): Timer => ({
  kind: "close",
  due: formatInstant(overAt(session)),
  reference: [session.municipality, session.id],
  detail: {},
});
