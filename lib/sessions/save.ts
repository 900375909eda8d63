import { dropTimer, setTimer } from "../platform/timers.ts";
import type { Timer } from "../platform/timers.ts";
import type { Write } from "../platform/writes.ts";
import { firstLook } from "../convocations/timers.ts";
import type { StoredFullSession } from "./model.ts";
import { putNewSession, putSession } from "./store.ts";
import { awaitsItsDay, closeTimer, secondCallTimer } from "./timers.ts";

/** A new session with its timers. `zone` is the town's. */
export const saveNew = (session: StoredFullSession, zone: string): Write[] => [
  putNewSession(session, zone),
  ...timersOf(session).map(setTimer),
];

/** A changed session, with its timers moved along. */
export function saveChanged(before: StoredFullSession, after: StoredFullSession, zone: string): Write[] {
  const [were, are] = [timersOf(before), timersOf(after)];
  return [
    putSession(after, zone, before.version),
    ...were.filter((timer) => !isIn(are, timer)).map(dropTimer),
    ...are.filter((timer) => !isIn(were, timer)).map(setTimer),
  ];
}

const isIn = (timers: readonly Timer[], { kind, due }: Timer): boolean =>
  timers.some((each) => each.kind === kind && each.due === due);

/** What is to come for a session: the end of its day, as long as it is planned, the first look at its convocation, once it is convened, its second call. */
function timersOf(session: StoredFullSession): Timer[] {
  if (session.gone || !awaitsItsDay(session.status)) return [];
  const look = session.status === "planned" ? firstLook(session) : null;
  const second = secondCallTimer(session);
  return [closeTimer(session), ...(look ? [look] : []), ...(second ? [second] : [])];
}
