import { Refusal } from "../errors.ts";
import { everything } from "../platform/dynamo.ts";
import type { Table } from "../platform/dynamo.ts";
import type { Write } from "../platform/writes.ts";
import { keys } from "../table.ts";
import { StoredBooking, StoredSlot } from "./model.ts";

/** A slot that somebody booked or did not come to; null: nobody did. */
export async function findSlot(
  table: Table,
  town: string,
  session: string,
  slot: number,
): Promise<StoredSlot | null> {
  const item = await table.get(keys.slot(town, session, slot));
  return item ? StoredSlot.parse(item) : null;
}

/** Those of a session's slots that are booked. Strongly consistent. */
export async function* eachSlot(table: Table, town: string, session: string): AsyncGenerator<StoredSlot> {
  for await (const item of everything(table, { ...keys.slotsOf(town, session), consistent: true }))
    yield StoredSlot.parse(item);
}

export const TAKEN = new Refusal(
  "taken",
  "Somebody has this slot: see which are free in the session's `slots`.",
);

const slotKey = ({ municipality, session, slot }: StoredSlot) => keys.slot(municipality, session, slot);

/** What was read of a slot: its code tells a booking from one that came after it under the same version. */
const asRead = ({ code, version }: StoredSlot) => ({ is: { code, version } });

export const putSlot = (slot: StoredSlot, before: StoredSlot | null): Write => ({
  put: { ...slotKey(slot), ...slot },
  ...(before ? { when: asRead(before) } : { when: "absent", otherwise: TAKEN }),
});

export const freeSlot = (slot: StoredSlot): Write => ({ remove: slotKey(slot), when: asRead(slot) });

/** Guards what is decided of a slot that nobody has booked. */
export const mustBeFree = (town: string, session: string, slot: number): Write => ({
  check: keys.slot(town, session, slot),
  when: "absent",
  otherwise: bookedAlready(slot),
});

/** 409: what somebody has booked is not taken from under them. */
export const bookedAlready = (slot: number): Refusal =>
  new Refusal(
    "taken",
    `Slot ${slot} is booked, and would not stay as it is: leave it, swap it, or cancel its booking first.`,
  );

export async function findBooking(table: Table, town: string, code: string): Promise<StoredBooking | null> {
  const item = await table.get(keys.booking(town, code));
  return item ? StoredBooking.parse(item) : null;
}

const bookingKey = ({ municipality, code }: StoredBooking) => keys.booking(municipality, code);

export const putBooking = (booking: StoredBooking, before: StoredBooking | null): Write => ({
  put: { ...bookingKey(booking), ...booking },
  when: before ? { is: { version: before.version } } : "absent",
});

export const removeBooking = (booking: StoredBooking): Write => ({
  remove: bookingKey(booking),
  when: { is: { version: booking.version } },
});
