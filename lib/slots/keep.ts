import { isDeepStrictEqual } from "node:util";
import type { Table } from "../platform/dynamo.ts";
import type { Write } from "../platform/writes.ts";
import type { StoredFullSession } from "../sessions/model.ts";
import type { Slot } from "../sessions/slot-model.ts";
import { shifted } from "../sessions/slots.ts";
import { bookedAlready, eachSlot, mustBeFree } from "./store.ts";

const essentials = (slot: Slot | undefined) => slot && [slot.at, slot.duration, slot.for, slot.party];

/** The guards of a change by hand: what is booked stays as it is, or moves along with its session; else 409. */
export async function keepBooked(
  table: Table,
  before: StoredFullSession,
  after: StoredFullSession,
): Promise<Write[]> {
  const { municipality, id, slots, start } = before;
  const same = shifted(slots, start, after.start) ?? slots;
  const changed = same.flatMap((slot, i) =>
    isDeepStrictEqual(essentials(slot), essentials(after.slots[i])) ? [] : [i + 1],
  );
  // Booking is a change by hand: where there was none, nothing is booked.
  if (changed.length === 0 || !before.touched) return [];
  for await (const { slot } of eachSlot(table, municipality, id))
    if (changed.includes(slot)) throw bookedAlready(slot);
  return changed.map((slot) => mustBeFree(municipality, id, slot));
}
