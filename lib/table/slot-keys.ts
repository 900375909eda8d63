import { join, nth } from "./parts.ts";
import type { Key } from "./parts.ts";

/** Keys of slots, of who booked them, and of rooms. */
export const slotKeys = {
  slot: (town: string, session: string, slot: number): Key => ({
    pk: join("SESSION", town, session),
    sk: join("SLOT", nth(slot)),
  }),
  slotsOf: (town: string, session: string) => ({
    pk: join("SESSION", town, session),
    prefix: join("SLOT", ""),
  }),
  /** Who booked: personal data, behind a wall of its own, for whoever books has no right to read people. */
  booking: (town: string, code: string): Key => ({ pk: join("BOOKING", town), sk: code }),
  bookings: (town: string) => ({ pk: join("BOOKING", town) }),
  /** How often somebody's address of mail was booked with on a day (UTC): a digest, behind the same wall. */
  bookingsTo: (day: string, digest: string): Key => ({ pk: join("BOOKING", "", day), sk: digest }),
  /** Which room a session holds, or could not. */
  room: (town: string, session: string): Key => ({ pk: join("SESSION", town, session), sk: "ROOM" }),
  /** What a room is taken for on a local day: the lock that keeps it from being taken twice. */
  roomDay: (town: string, place: string, day: string): Key => ({
    pk: join("PLACE", town, place),
    sk: join("DAY", day),
  }),
  roomDays: (town: string, place: string, from: string, to: string) => ({
    pk: join("PLACE", town, place),
    from: join("DAY", from),
    to: join("DAY", to),
  }),
  use: (town: string, place: string, use: string): Key => ({
    pk: join("PLACE", town, place),
    sk: join("USE", use),
  }),
  usesOf: (town: string, place: string) => ({
    pk: join("PLACE", town, place),
    prefix: join("USE", ""),
  }),
} as const;
