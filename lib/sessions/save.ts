import { dropTimer, setTimer } from "../platform/timers.ts";
import type { Write } from "../platform/writes.ts";
import type { StoredFullSession } from "./model.ts";
import { putNewSession, putSession } from "./store.ts";
import { awaitsItsDay, closeTimer } from "./timers.ts";

/** A new session with its timer. `zone` is the town's. */
export const saveNew = (session: StoredFullSession, zone: string): Write[] => [
  putNewSession(session, zone),
  ...(awaitsItsDay(session.status) ? [setTimer(closeTimer(session))] : []),
];

/** A changed session, with its timer moved along. */
export function saveChanged(before: StoredFullSession, after: StoredFullSession, zone: string): Write[] {
  const [was, is] = [before, after].map((session) =>
    awaitsItsDay(session.status) && !session.gone ? closeTimer(session) : null,
  );
  return [
    putSession(after, zone, before.version),
    ...(was && was.due !== is?.due ? [dropTimer(was)] : []),
    ...(is && was?.due !== is.due ? [setTimer(is)] : []),
  ];
}
