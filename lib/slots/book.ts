import { createHash, timingSafeEqual } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { secretariat } from "../bodies/offices.ts";
import { Refusal } from "../errors.ts";
import type { Context, Operation } from "../platform/contract.ts";
import { setTimer } from "../platform/timers.ts";
import { formatInstant, parseInstant } from "../platform/zone.ts";
import type { StoredFullSession } from "../sessions/model.ts";
import { isOpen } from "../sessions/slot-model.ts";
import type { Slot } from "../sessions/slot-model.ts";
import { whileOvertaken } from "./again.ts";
import { inHand, loadSlots, slotIn } from "./load.ts";
import type { BookingInput, StoredBooking, StoredSlot } from "./model.ts";
import { partiesOf } from "./party.ts";
import { countOf } from "./ration.ts";
import type { slots } from "./routes.ts";
import { findBooking, findSlot, putBooking as putNewBooking, putSlot, TAKEN } from "./store.ts";
import { bookingsTimer } from "./timers.ts";
import { forgottenAt, mustBeBookable } from "./when.ts";
import type { SlotTime } from "./when.ts";

type Chart = typeof slots;
type Asking = Parameters<Operation<Chart["putBooking"]>>[0];

const CODE_LETTERS = 12;

export const digestOf = (secret: string): string => createHash("sha256").update(secret).digest("base64url");

/** Whether a secret is the one that a booking was made with. */
export function isSecretOf({ secretDigest }: StoredBooking, secret: string): boolean {
  const [given, right] = [Buffer.from(digestOf(secret)), Buffer.from(secretDigest)];
  return given.length === right.length && timingSafeEqual(given, right);
}

/**
 * Takes a slot for whoever asks: of all who ask for it at once, one gets it, and the others 409. Who they are goes behind a
 * wall of its own, the slot keeps a code. The same request with the same secret of one's own gets the same answer.
 */
export const putBooking: Operation<Chart["putBooking"]> = (asking, context) => {
  // The hour that was asked for, as it was when it was: a session that moves meanwhile takes nobody along unasked.
  let wanted: string | null = null;
  return whileOvertaken(() =>
    book(asking, context, (startUtc) => {
      wanted ??= startUtc;
      return wanted === startUtc;
    }),
  );
};

/** What is open is everyone's; what belongs to a party is theirs who sit for it, and the secretariat's. */
async function mayBook(
  { path, caller }: Asking,
  { body }: StoredFullSession,
  slot: Slot,
  context: Context,
): Promise<void> {
  if (isOpen(slot)) return;
  const isTheirs = await partiesOf(context, caller, path.municipality, [slot.party]);
  if (!isTheirs(slot.party)) await context.permit(secretariat, { municipality: path.municipality, body });
}

async function book(asking: Asking, context: Context, isAsWanted: (startUtc: string) => boolean) {
  const { path, body: input, caller } = asking;
  const { municipality, session: id, slot: n } = path;
  const { table, now, newId, commit } = context;
  const [{ town, session, seen }, found] = await Promise.all([
    loadSlots(table, municipality, id),
    findSlot(table, municipality, id, n),
  ]);
  const { slot, time } = slotIn(seen, n);
  await mayBook(asking, seen, slot, context);
  const isWanted = isAsWanted(time.startUtc);
  const before = found && (await sameBooking(context, found, input));
  if (before)
    return { status: 200 as const, body: { ...answerOf(before, slot, time), secret: input.secret ?? "" } };
  if (found) throw TAKEN;
  mustBeBookable(seen, time, now);
  if (!isWanted)
    throw new Refusal("wrong-state", "The session was moved at this very moment: look again when it is.");
  const counted = await countOf({ email: input.email, caller }, { municipality, body: seen.body }, context);
  const { secret = `${newId()}${newId()}`.replaceAll("-", ""), ...booker } = input;
  const booking: StoredBooking = {
    ...booker,
    code: newId().replaceAll("-", "").slice(0, CODE_LETTERS),
    municipality,
    session: id,
    slot: n,
    secretDigest: digestOf(secret),
    bookedAt: formatInstant(now),
    cancelled: false,
    sequence: 0,
    told: null,
    forgetAt: forgottenAt(session),
    version: 1,
  };
  const { code, forgetAt } = booking;
  const taken: StoredSlot = { municipality, session: id, slot: n, state: "taken", code, version: 1 };
  const of = [municipality, id, code] as const;
  return commit(
    { status: 201 as const, body: { ...answerOf(booking, slot, time), secret } },
    [
      putSlot(taken, null),
      putNewBooking(booking, null),
      ...counted,
      inHand(session, town.timeZone, now),
      setTimer(bookingsTimer(of, now)),
      setTimer(bookingsTimer(of, parseInstant(forgetAt) ?? 0)),
    ],
    { session: id, slot: n, code },
  );
}

const contentOf = ({
  name,
  email,
  phone,
  language,
  note,
}: Omit<BookingInput, "secret" | "name"> & { name: string | null }) => [name, email, phone, language, note];

/** The booking that this very request made before, if it brought a secret of its own; null: it is somebody's. */
async function sameBooking(
  { table }: Pick<Context, "table">,
  { municipality, code }: StoredSlot,
  { secret, ...input }: BookingInput,
): Promise<StoredBooking | null> {
  if (secret === undefined || code === null) return null;
  const booking = await findBooking(table, municipality, code);
  const isSame =
    booking !== null &&
    isSecretOf(booking, secret) &&
    isDeepStrictEqual(contentOf(booking), contentOf(input));
  return isSame ? booking : null;
}

/** What a booking says to whoever has it, beside who they are. */
export const answerOf = (
  { code, session, slot: n, forgetAt }: StoredBooking,
  { duration }: Slot,
  { start, startUtc }: SlotTime,
) => ({ code, session, slot: n, start, startUtc, duration, forgetAt });
