import { secretariat } from "../bodies/offices.ts";
import { faulty, Refusal } from "../errors.ts";
import type { Context, Operation } from "../platform/contract.ts";
import { setTimer, dropTimer } from "../platform/timers.ts";
import type { Write } from "../platform/writes.ts";
import { parseInstant } from "../platform/zone.ts";
import { whileOvertaken } from "./again.ts";
import { answerOf, isSecretOf } from "./book.ts";
import { loadSlots, slotIn } from "./load.ts";
import type { Loaded } from "./load.ts";
import type { StoredBooking, StoredSlot } from "./model.ts";
import type { slots } from "./routes.ts";
import { findBooking, findSlot, freeSlot, putBooking, removeBooking } from "./store.ts";
import { bookingsTimer } from "./timers.ts";

type Chart = typeof slots;
type Asking = Pick<Parameters<Operation<Chart["getBooking"]>>[0], "path" | "query">;

interface Admitted extends Loaded {
  readonly taken: StoredSlot;
  readonly booking: StoredBooking;
  readonly isKeeper: boolean;
}

/** Who booked a slot: for the secretariat, and for whoever has its code and secret. */
export const getBooking: Operation<Chart["getBooking"]> = async (asking, context) => {
  const { seen, booking } = await admitted(asking, context);
  const { slot, time } = slotIn(seen, booking.slot);
  const { name, email, phone, language, note, bookedAt } = booking;
  const who = { name: name ?? "", email, phone, language, note, bookedAt };
  return { status: 200, body: { ...who, ...answerOf(booking, slot, time) } };
};

/** Frees a slot. Who had it is forgotten, but for the address of whoever has an invitation, until that is taken back. */
export const cancelBooking: Operation<Chart["cancelBooking"]> = (asking, context) =>
  whileOvertaken(async () => {
    const { taken, booking, session, seen, isKeeper } = await admitted(asking, context);
    const { municipality, code } = booking;
    if (taken.state === "no-show")
      throw new Refusal("wrong-state", "It is on record that nobody came: there is nothing left to cancel.");
    const { slot: n } = taken;
    // Whoever did not come does not take themselves off the record; the secretariat may.
    if (!isKeeper && slotIn(seen, n).time.to <= context.now)
      throw new Refusal("too-late", "Its time is over: ask the office to take you off its list.");
    return context.commit(
      { status: 200, body: { session: session.id, slot: n, cancelled: true } },
      [freeSlot(taken), ...forgetting(booking, context.now)],
      { session: session.id, slot: n, code, town: municipality },
    );
  });

function forgetting(booking: StoredBooking, now: number): Write[] {
  const { municipality, session, code, forgetAt } = booking;
  const of = [municipality, session, code] as const;
  if (booking.told === null || booking.email === null)
    return [removeBooking(booking), dropTimer(bookingsTimer(of, parseInstant(forgetAt) ?? 0))];
  const left = { name: null, phone: null, note: null, secretDigest: "", cancelled: true };
  return [
    putBooking({ ...booking, ...left, version: booking.version + 1 }, booking),
    setTimer(bookingsTimer(of, now)),
  ];
}

const NO_BOOKING = new Refusal("not-found", "Nobody has booked this slot, or not with this code and secret.");

async function admitted({ path, query }: Asking, { table, permit }: Context): Promise<Admitted> {
  const { municipality, session: id, slot: n } = path;
  const { code, secret } = query;
  const [loaded, taken] = await Promise.all([
    loadSlots(table, municipality, id),
    findSlot(table, municipality, id, n),
  ]);
  slotIn(loaded.seen, n);
  const isHolder = code !== undefined || secret !== undefined;
  if (!isHolder) await permit(secretariat, { municipality, body: loaded.session.body });
  const missing = [...(code === undefined ? ["$.code"] : []), ...(secret === undefined ? ["$.secret"] : [])];
  if (isHolder && missing.length > 0)
    throw faulty(missing.map((of) => ({ in: "query", path: of, message: "goes with the other one" })));
  const booking = taken?.code ? await findBooking(table, municipality, taken.code) : null;
  if (!taken || !booking || booking.cancelled) throw NO_BOOKING;
  if (isHolder && (booking.code !== code || !isSecretOf(booking, secret ?? ""))) throw NO_BOOKING;
  return { ...loaded, taken, booking, isKeeper: !isHolder };
}
