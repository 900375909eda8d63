import { secretariat } from "../bodies/offices.ts";
import { badInput, Refusal } from "../errors.ts";
import type { Operation } from "../platform/contract.ts";
import type { Table } from "../platform/dynamo.ts";
import { setTimer } from "../platform/timers.ts";
import type { Write } from "../platform/writes.ts";
import { formatInstant } from "../platform/zone.ts";
import type { StoredFullSession } from "../sessions/model.ts";
import { saveChanged } from "../sessions/save.ts";
import { isOpen } from "../sessions/slot-model.ts";
import { go } from "../sessions/states.ts";
import { inHand, loadSlots, shownSlot, slotIn } from "./load.ts";
import type { StoredSlot } from "./model.ts";
import type { slots } from "./routes.ts";
import { findBooking, findSlot, freeSlot, mustBeFree, putBooking, putSlot } from "./store.ts";
import { bookingsTimer } from "./timers.ts";

/** Two slots change hands in one commit: those of two parties, or those that are booked; a free one may be one of them. */
export const swapSlots: Operation<(typeof slots)["swapSlots"]> = async ({ path, body }, context) => {
  const { municipality, session: id, slot: one } = path;
  const { with: other } = body;
  const { table, now, permit, commit } = context;
  const { town, session, seen } = await loadSlots(table, municipality, id);
  await permit(secretariat, { municipality, body: session.body });
  const [a, b] = [slotIn(seen, one), slotIn(seen, other)];
  if (one === other) throw badInput([["$.with", "must be another slot"]]);
  go(seen.status, "edit");
  const booked = [
    await findSlot(table, municipality, id, one),
    await findSlot(table, municipality, id, other),
  ] as const;
  const areParties = !isOpen(a.slot) && !isOpen(b.slot);
  mustBeSwappable(areParties || (isOpen(a.slot) && isOpen(b.slot)), areParties, booked);
  const after = areParties ? withPartiesSwapped(session, one, other, now) : session;
  const changed: [StoredSlot | null, StoredSlot | null] = [
    at(booked[1], one, booked[0]),
    at(booked[0], other, booked[1]),
  ];
  const writes = [
    ...move(municipality, id, one, booked[0], changed[0]),
    ...move(municipality, id, other, booked[1], changed[1]),
    ...(await renumber(table, changed, now)),
    ...(areParties ? saveChanged(session, after, town.timeZone, []) : [inHand(session, town.timeZone, now)]),
  ];
  const items = [shownSlot(after, one, changed[0], now), shownSlot(after, other, changed[1], now)];
  return commit({ status: 200, body: { session: id, items } }, writes, {
    session: id,
    slot: one,
    with: other,
  });
};

function mustBeSwappable(
  areAlike: boolean,
  areParties: boolean,
  booked: readonly (StoredSlot | null)[],
): void {
  if (!areAlike)
    throw new Refusal(
      "wrong-state",
      "One belongs to a party and the other is open: say the slots anew instead.",
    );
  if (booked.some((each) => each?.state === "no-show"))
    throw new Refusal("wrong-state", "Nobody came to one of them: what is on record stays where it is.");
  if (!areParties && booked.every((each) => each === null))
    throw new Refusal("wrong-state", "Nobody has booked either of them: there is nothing to swap.");
}

/** Whose a slot is goes to the other hour, and the hours stay. */
function withPartiesSwapped(
  session: StoredFullSession,
  one: number,
  other: number,
  now: number,
): StoredFullSession {
  const from = (n: number) => session.slots[(n === one ? other : n === other ? one : n) - 1];
  const swapped = session.slots.map((slot, i) => {
    const whose = from(i + 1) ?? slot;
    return { ...slot, for: whose.for, party: whose.party, private: whose.private };
  });
  return {
    ...session,
    slots: swapped,
    touched: true,
    sequence: session.sequence + 1,
    version: session.version + 1,
    updatedAt: formatInstant(now),
  };
}

/** What is booked, under another number. */
const at = (moved: StoredSlot | null, slot: number, instead: StoredSlot | null): StoredSlot | null =>
  moved && { ...moved, slot, version: Math.max(moved.version, instead?.version ?? 0) + 1 };

function move(
  town: string,
  session: string,
  n: number,
  before: StoredSlot | null,
  after: StoredSlot | null,
): Write[] {
  if (after) return [putSlot(after, before)];
  return [before ? freeSlot(before) : mustBeFree(town, session, n)];
}

/** The bookings with their new numbers, and the intent to tell whoever made them. */
async function renumber(table: Table, slots: readonly (StoredSlot | null)[], now: number): Promise<Write[]> {
  const writes: Write[] = [];
  for (const each of slots) {
    if (!each?.code) continue;
    const before = await findBooking(table, each.municipality, each.code);
    if (!before) continue;
    writes.push(
      putBooking({ ...before, slot: each.slot, version: before.version + 1 }, before),
      setTimer(bookingsTimer([each.municipality, each.session, each.code], now)),
    );
  }
  return writes;
}
