import { reconsider } from "../convocations/timers.ts";
import { commit } from "../platform/commit.ts";
import type { Platform } from "../platform/platform.ts";
import type { Sitting } from "../platform/sitting.ts";
import { dropTimer, setTimer } from "../platform/timers.ts";
import { isOver, isToCome } from "../platform/validity.ts";
import type { Write } from "../platform/writes.ts";
import { dateAt, formatInstant } from "../platform/zone.ts";
import { forgetExcuses } from "../excuses/store.ts";
import { endWrites } from "../seats/end.ts";
import type { StoredSeat } from "../seats/model.ts";
import { findSeat, forgetSittings, recordTenure, seatWrites } from "../seats/store.ts";
import { timerWrites } from "../seats/timers.ts";
import { allSittings } from "./access.ts";
import type { StoredPerson } from "./model.ts";
import { signInWrites } from "./sign-in.ts";
import { removePerson } from "./store.ts";
import { forgetTimer } from "./timers.ts";

/** The writes that erase a person, and their sign-in with them. */
export const eraseWrites = async (
  { table, newId }: Pick<Platform, "table" | "newId">,
  person: StoredPerson,
): Promise<Write[]> => [removePerson(person), ...(await signInWrites(table, person, null, newId))];

/** The intent to take a person who is erased from their seats, instead of the day on which they would be forgotten. */
export function leaveSoon({ municipality, id, forgetAt }: StoredPerson, now: number): Write[] {
  const [was, is] = [
    forgetTimer(municipality, id, forgetAt),
    forgetTimer(municipality, id, formatInstant(now)),
  ];
  return was.due === is.due ? [] : [dropTimer(was), setTimer(is)];
}

/**
 * Takes an erased person from their seats: each goes on without them, its tenure with their opaque id on record; why
 * they did not come to sessions is forgotten. A second run finds nothing to do.
 */
export async function leaveSeats(platform: Platform, town: string, person: string): Promise<void> {
  const at = { municipality: town, id: person };
  const present = await allSittings(platform, at);
  const seats = new Map(present.map((sitting) => [`${sitting.body} ${sitting.seat}`, sitting]));
  for (const sitting of seats.values()) {
    const before = await findSeat(platform.table, town, sitting.body, sitting.seat);
    if (before) await leave(platform, before, person, sitting);
  }
  await forgetExcuses(platform.table, town, person);
  for (const write of await forgetSittings(platform.table, town, person))
    await platform.table.transact([write]);
}

async function leave(
  platform: Platform,
  before: StoredSeat,
  person: string,
  { municipality: realm, timeZone }: Sitting,
): Promise<void> {
  const today = dateAt(platform.clock(), timeZone);
  const version = before.version + 1;
  const substitutes = before.substitutes.filter((each) => each.person !== person);
  const deed = {
    realm,
    by: "erasure",
    operation: "leaveSeats",
    about: { body: before.body, seat: before.id },
  };
  // Who sits there now has to be told of what is convened.
  const again = setTimer(reconsider(realm, before.body, platform.clock(), before.id));
  if (before.titular !== person)
    return commit(platform, deed, [...seatWrites(before, { ...before, substitutes, version }), again]);
  const emptied: StoredSeat = {
    ...before,
    titular: null,
    occupancy: before.entity ? "held" : "vacant",
    substitutes: before.entity ? substitutes : [],
    act: null,
    version,
  };
  // What has not begun goes on as it was to be; what is over stays so; else a tenure ends today, and the seat goes on.
  if (isOver(before, today)) return commit(platform, deed, endWrites(before, { ...before, substitutes }));
  const hasBegun = before.from === null || !isToCome(before.from, today);
  const after = hasBegun
    ? { ...emptied, from: today, recorded: today, previousUntil: today, tenure: before.tenure + 1 }
    : emptied;
  return commit(platform, deed, [
    ...seatWrites(before, after),
    ...timerWrites(before, after),
    ...(hasBegun ? recordTenure({ ...before, until: today }) : []),
    again,
  ]);
}
