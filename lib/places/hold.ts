import { removeAlert } from "../convocations/alerts.ts";
import { badInput, Refusal } from "../errors.ts";
import type { Municipality } from "../municipalities/model.ts";
import { formatCivil } from "../platform/civil.ts";
import type { Platform } from "../platform/platform.ts";
import type { Write } from "../platform/writes.ts";
import { civilOf, formatInstant, parseInstant } from "../platform/zone.ts";
import type { ShownPlace } from "../sessions/place-model.ts";
import type { StoredFullSession } from "../sessions/model.ts";
import type { z } from "zod";
import { daysOfStay, isTooLong, lockDays, MOST_DAYS } from "./lock.ts";
import type { Stay } from "./lock.ts";
import type { Hold, Room } from "./room-model.ts";
import { findRoom, putRoom } from "./room-store.ts";
import { stayOf } from "./stay.ts";

/** What becomes of a session's room in its own commit. */
export interface Held {
  readonly writes: readonly Write[];
  /** Its place, with what it holds. */
  readonly place: z.input<typeof ShownPlace> | null;
}

type Working = Pick<Platform, "table" | "newId"> & { readonly now: number };

/**
 * The writes by which a session that changes by hand holds its room, and leaves the one before: 409 naming who is there at
 * that time. What is over by the clock is on record as it was, and holds nothing anew.
 */
export async function holdRoom(
  { table, newId, now }: Working,
  town: Pick<Municipality, "id" | "timeZone">,
  before: StoredFullSession | null,
  after: StoredFullSession,
): Promise<Held> {
  const { place } = after;
  if (before?.place?.place === undefined && place?.place === undefined) return { writes: [], place };
  const room = before && (await findRoom(table, before));
  const wanted = stayOf(after);
  const held = room?.held ? room : null;
  const isOver = wanted !== null && wanted.to <= now;
  // What is over by the clock is on record as it was; but what it held ahead of now is free again.
  if (isOver && (parseInstant(held?.to ?? "") ?? 0) <= now) return { writes: [], place };
  // That its room is another's is known: what has nothing to do with room or hour may change all the same.
  if (room?.held === false && before && isWhereItWas(before, after))
    return { writes: [], place: shownPlace(place, room) };
  const stay = isOver ? null : wanted;
  if (stay && isTooLong(stay))
    throw badInput([["$.duration", `must be shorter than ${MOST_DAYS} days in a room`]]);
  const by = { what: "session" as const, id: after.id };
  const { writes, taken } = await lockDays(
    { table, newId },
    { town: town.id, zone: town.timeZone, by, held, stay },
  );
  if (taken && stay) throw takenBy(taken, stay.place, town.timeZone);
  const next = stay && roomOf(stay, town.timeZone, room);
  return {
    writes: [
      ...writes,
      ...putRoom(after, room, next),
      ...(room?.held === false ? [removeAlert(town.id, after.id, "room-taken")] : []),
    ],
    place: shownPlace(place, next),
  };
}

const isWhereItWas = (before: StoredFullSession, after: StoredFullSession): boolean =>
  before.place?.place === after.place?.place &&
  before.start === after.start &&
  before.duration === after.duration &&
  before.status === after.status;

/** What a session holds, as it is stored beside it. */
export function roomOf(stay: Stay, zone: string, before: Room | null, held = true): Room {
  return {
    place: stay.place,
    from: formatInstant(stay.from),
    to: formatInstant(stay.to),
    days: held ? daysOfStay(stay, zone) : [],
    held,
    holdsUntil: formatCivil(civilOf(stay.to, zone)),
    version: (before?.version ?? 0) + 1,
  };
}

/** A session's place, with what it holds of it. */
export const shownPlace = (place: StoredFullSession["place"], room: Room | null): Held["place"] =>
  place?.place === undefined || room?.place !== place.place
    ? place
    : { ...place, held: room.held, ...(room.held && { holdsUntil: room.holdsUntil }) };

/** 409 with the time at which someone else has the room. */
export function takenBy({ from, to }: Hold, place: string, zone: string): Refusal {
  const [begins, ends] = [from, to].map((at) => formatCivil(civilOf(parseInstant(at) ?? 0, zone)));
  return new Refusal(
    "taken",
    `'${place}' is taken from ${begins} to ${ends}: choose another hour or another room (see its \`uses\`).`,
  );
}
