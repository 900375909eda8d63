import { endingsOf } from "../bodies/ending.ts";
import { Refusal } from "../errors.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import type { Municipality } from "../municipalities/model.ts";
import type { Table } from "../platform/dynamo.ts";
import type { Write } from "../platform/writes.ts";
import { formatInstant } from "../platform/zone.ts";
import { honouring } from "../sessions/alive.ts";
import type { StoredFullSession } from "../sessions/model.ts";
import type { Slot } from "../sessions/slot-model.ts";
import { loadSession, putSession } from "../sessions/store.ts";
import { keys } from "../table.ts";
import type { ShownSlot, StoredSlot } from "./model.ts";
import { isBookable, timeOf } from "./when.ts";
import type { SlotTime } from "./when.ts";
import { isOpen } from "../sessions/slot-model.ts";

/** A session with slots, as it is stored and as it is to be seen while its body is being dissolved. */
export interface Loaded {
  readonly town: Municipality;
  readonly session: StoredFullSession;
  readonly seen: StoredFullSession;
}

export async function loadSlots(table: Table, municipality: string, id: string): Promise<Loaded> {
  const [session, town, endings] = await Promise.all([
    loadSession(table, municipality, id),
    loadMunicipality(table, municipality, "eventually"),
    endingsOf(table, municipality),
  ]);
  return { town, session, seen: honouring(session, endings) };
}

/** A slot by its number; 404 when the session has none. */
export function slotIn(session: StoredFullSession, n: number): { slot: Slot; time: SlotTime } {
  const slot = session.slots[n - 1];
  const time = slot ? timeOf(session, slot) : null;
  if (!slot || !time) throw new Refusal("not-found", `'${session.id}' has no slot ${n}: see its \`slots\`.`);
  return { slot, time };
}

/** A slot as it is shown to whoever may see all of it. */
export function shownSlot(
  session: StoredFullSession,
  n: number,
  booked: StoredSlot | null,
  now: number,
): ShownSlot {
  const { slot, time } = slotIn(session, n);
  const state =
    booked?.state === "no-show"
      ? "no-show"
      : isOpen(slot)
        ? booked
          ? "taken"
          : "free"
        : booked
          ? "confirmed"
          : "held";
  const bookable = booked === null && isBookable(session, time, now);
  return { ...slot, slot: n, start: time.start, startUtc: time.startUtc, state, bookable };
}

/**
 * Holds what is done with its slots to the session as it was read. One that no hand has touched is touched by it, so that
 * generation leaves it alone from now on; a second booking finds it touched, and only looks.
 */
export function inHand(session: StoredFullSession, zone: string, now: number): Write {
  const { municipality, id, version } = session;
  if (session.touched) return { check: keys.session(municipality, id), when: { is: { version } } };
  const after = { ...session, touched: true, version: version + 1, updatedAt: formatInstant(now) };
  return putSession(after, zone, version);
}
