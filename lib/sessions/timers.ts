import type { Timer } from "../platform/timers.ts";
import { formatInstant } from "../platform/zone.ts";
import type { StoredFullSession, StoredSession } from "./model.ts";
import type { SessionStatus } from "./states.ts";
import { overAt } from "./time.ts";

/** Whether a status is one that the end of the day changes. */
export const awaitsItsDay = (status: SessionStatus): status is "planned" | "convened" | "proposed" =>
  status === "planned" || status === "convened" || status === "proposed";

type Timed = StoredSession & Pick<StoredFullSession, "secondCall">;

/** The timer of the end of a session's day; of one with a second call, the day of that. */
export const closeTimer = (session: Timed): Timer => ({
  kind: "close",
  due: formatInstant(overAt({ ...session, start: lastStart(session) })),
  reference: [session.municipality, session.id],
  detail: {},
});

const lastStart = ({ status, start, secondCall }: Timed): string =>
  status === "convened" && secondCall !== null ? secondCall.start : start;

/** The timer of the second call of a session that nobody has opened; null where there is none. */
export const secondCallTimer = ({ municipality, id, status, secondCall }: Timed): Timer | null =>
  status === "convened" && secondCall !== null
    ? { kind: "second-call", due: secondCall.startUtc, reference: [municipality, id], detail: {} }
    : null;
