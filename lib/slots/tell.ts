import { isDeepStrictEqual } from "node:util";
import { resendTimer } from "../convocations/timers.ts";
import { STREAM_MILLISECONDS } from "../convocations/tell.ts";
import type { OutboxEntry } from "../outbox/model.ts";
import { findEntry, outboxKey, putNewEntry } from "../outbox/store.ts";
import { carryOut, commit } from "../platform/commit.ts";
import type { Platform } from "../platform/platform.ts";
import type { Work } from "../platform/tick.ts";
import { dropTimer, setTimer, takeTimer } from "../platform/timers.ts";
import type { Write } from "../platform/writes.ts";
import { formatInstant, parseInstant } from "../platform/zone.ts";
import type { StoredFullSession } from "../sessions/model.ts";
import type { SessionStatus } from "../sessions/states.ts";
import { findEvenGone } from "../sessions/store.ts";
import type { StoredBooking, ToldBooking } from "./model.ts";
import { eachSlot, findBooking, putBooking, removeBooking } from "./store.ts";
import { bookingsTimer } from "./timers.ts";
import { forgottenAt, timeOf } from "./when.ts";

const AGAIN_MILLISECONDS = 300_000;

/**
 * Tells whoever booked a slot what they do not know yet: that it is theirs, when it is now, that it is off; and forgets
 * them when their time is over. It goes by what is there now, so that a late, repeated or needless look does no harm.
 */
export const tellBookings: Work = async (timer, platform) => {
  const [town = "", id = "", code] = timer.reference;
  const { table } = platform;
  const session = await findEvenGone(table, town, id);
  if (code !== undefined) {
    const booking = await findBooking(table, town, code);
    const writes = booking ? await lookAt(platform, booking, session) : [];
    return carryOut(table, [...writes, takeTimer(timer)]);
  }
  for await (const slot of eachSlot(table, town, id)) {
    const booking = slot.code === null ? null : await findBooking(table, town, slot.code);
    const writes = booking ? await lookAt(platform, booking, session) : [];
    if (writes.length > 0) await carryOut(table, writes);
  }
  return carryOut(table, [takeTimer(timer)]);
};

/** What is to be written of one booking, as things are now. */
async function lookAt(
  platform: Platform,
  before: StoredBooking,
  session: StoredFullSession | null,
): Promise<Write[]> {
  const now = platform.clock();
  const forgetAt = session && !before.cancelled ? forgottenAt(session) : before.forgetAt;
  if ((parseInstant(forgetAt) ?? 0) <= now) return forget(platform, before);
  const wanted = wantedOf(before, session);
  const isTold = isDeepStrictEqual(wanted, before.told);
  // Nobody is told of what is over, nor that what they never heard of is off.
  const hasBegun = wanted !== null && !wanted.cancelled && (parseInstant(wanted.startUtc) ?? 0) <= now;
  const isNothing = wanted === null || (wanted.cancelled && before.told === null);
  if (before.cancelled && (isTold || isNothing)) return letGo(platform, before, now);
  const tells = wanted !== null && before.email !== null && !isTold && !hasBegun && !isNothing;
  if (!tells && forgetAt === before.forgetAt) return [];
  const { municipality, session: id, code } = before;
  const after: StoredBooking = {
    ...before,
    forgetAt,
    ...(tells && { told: wanted, sequence: before.told === null ? 0 : before.sequence + 1 }),
    version: before.version + 1,
  };
  return [
    putBooking(after, before),
    ...(forgetAt === before.forgetAt
      ? []
      : [setTimer(bookingsTimer([municipality, id, code], parseInstant(forgetAt) ?? 0))]),
    ...(tells ? mailWrites(after, session?.body ?? "", now) : []),
  ];
}

const OFF: readonly SessionStatus[] = ["cancelled", "lapsed", "not-held"];

/** What whoever booked is to know; null where nothing can be said. */
function wantedOf(
  { told, slot: n, cancelled }: StoredBooking,
  session: StoredFullSession | null,
): ToldBooking | null {
  const slot = session?.slots[n - 1];
  const time = session && slot ? timeOf(session, slot) : null;
  const isOff = cancelled || !session || !slot || !time || session.gone || OFF.includes(session.status);
  // What is off is what they were told of, not what became of its hour since.
  if (isOff) return told && { ...told, cancelled: true };
  return {
    start: time.start,
    startUtc: time.startUtc,
    timeZone: session.timeZone,
    duration: slot.duration,
    title: session.title,
    place: session.place?.name ?? null,
    cancelled: false,
  };
}

/** The mail that tells it: without name or address, which are read when it leaves. */
function mailWrites(
  { municipality, session, code, cancelled }: StoredBooking,
  body: string,
  now: number,
): Write[] {
  return [
    putNewEntry(entryOf({ municipality, session, code }, body, now)),
    setTimer(resendTimer(municipality, session, 0, now + STREAM_MILLISECONDS)),
    ...(cancelled ? [setTimer(bookingsTimer([municipality, session, code], now + AGAIN_MILLISECONDS))] : []),
  ];
}

const entryOf = (
  { municipality, session, code }: Pick<StoredBooking, "municipality" | "session" | "code">,
  body: string,
  now: number,
): OutboxEntry => ({
  municipality,
  body,
  session,
  n: 0,
  seat: code,
  tenure: 0,
  channel: "mail",
  what: "booking",
  addressee: { everyone: true },
  label: null,
  decidedAt: formatInstant(now),
  lastLawfulMoment: null,
  head: null,
  code: null,
  attempts: 0,
  notBefore: null,
  version: 1,
});

/** A booking that was cancelled: once the mail that says so has left, or nobody sends it any more, its address goes, too. */
async function letGo({ table }: Platform, booking: StoredBooking, now: number): Promise<Write[]> {
  const waiting = await findEntry(table, outboxKey(entryOf(booking, "", now)));
  const { municipality, session, code, forgetAt } = booking;
  const last = bookingsTimer([municipality, session, code], parseInstant(forgetAt) ?? 0);
  if (!waiting) return [removeBooking(booking), dropTimer(last)];
  return [setTimer(bookingsTimer([municipality, session, code], now + AGAIN_MILLISECONDS))];
}

/** Who booked is not needed any more; the slot stays on record with its code. */
async function forget(platform: Platform, booking: StoredBooking): Promise<Write[]> {
  const { municipality: realm, session, code } = booking;
  const about = { session, code };
  await commit(platform, { realm, by: "tick", operation: "forgetBooking", about }, [removeBooking(booking)]);
  return [];
}
