import { isDeepStrictEqual } from "node:util";
import { firstLook } from "../convocations/timers.ts";
import { stayOf } from "../places/stay.ts";
import { roomsTimer } from "../places/timers.ts";
import { dropTimer, setTimer } from "../platform/timers.ts";
import type { Timer } from "../platform/timers.ts";
import type { Write } from "../platform/writes.ts";
import { parseInstant } from "../platform/zone.ts";
import { bookingsTimer } from "../slots/timers.ts";
import type { StoredFullSession } from "./model.ts";
import { putNewSession, putSession } from "./store.ts";
import { awaitsItsDay, closeTimer, secondCallTimer } from "./timers.ts";

/** How a session comes to its room: by these writes, or by an intent to look what it should hold. */
type Rooms = readonly Write[] | "later";

/** A new session with its timers. `zone` is the town's. */
export const saveNew = (session: StoredFullSession, zone: string, rooms: Rooms = "later"): Write[] => [
  putNewSession(session, zone),
  ...timersOf(session).map(setTimer),
  ...(rooms === "later" ? roomLater(null, session) : rooms),
];

/** A changed session, with its timers moved along; whoever booked a slot of it is told of what changed for them. */
export function saveChanged(
  before: StoredFullSession,
  after: StoredFullSession,
  zone: string,
  rooms: Rooms = "later",
): Write[] {
  const [were, are] = [timersOf(before), timersOf(after)];
  return [
    putSession(after, zone, before.version),
    ...were.filter((timer) => !isIn(are, timer)).map(dropTimer),
    ...are.filter((timer) => !isIn(were, timer)).map(setTimer),
    ...(rooms === "later" ? roomLater(before, after) : rooms),
    ...bookersLater(before, after),
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

function roomLater(before: StoredFullSession | null, after: StoredFullSession): Write[] {
  const { municipality, id, updatedAt } = after;
  const [now, stay] = [parseInstant(updatedAt) ?? 0, stayOf(after)];
  const isOver = before === null && stay !== null && stay.to <= now;
  if (isOver || isDeepStrictEqual(before && stayOf(before), stay)) return [];
  return [setTimer(roomsTimer(municipality, id, now))];
}

const TOLD = ["start", "duration", "timeZone", "place", "slots", "status", "title", "gone"] as const;

/** Only a session in somebody's hands has slots that are booked: booking is one. */
function bookersLater(before: StoredFullSession, after: StoredFullSession): Write[] {
  const { municipality, id, updatedAt } = after;
  const isChanged = TOLD.some((field) => !isDeepStrictEqual(before[field], after[field]));
  if (!before.touched || before.slots.length === 0 || !isChanged) return [];
  return [setTimer(bookingsTimer([municipality, id], parseInstant(updatedAt) ?? 0))];
}
