import type { Table } from "../platform/dynamo.ts";
import { everything } from "../platform/dynamo.ts";
import type { Write } from "../platform/writes.ts";
import { Refusal } from "../errors.ts";
import { keys } from "../table.ts";
import { Room, RoomDay } from "./room-model.ts";

interface Of {
  readonly municipality: string;
  readonly id: string;
}

/** Told apart from every other refusal by being this one: look at the room again, and try once more. */
export const RACED = new Refusal(
  "taken",
  "Others were booking this room at the same moment: read its `uses`, and try again.",
);

export async function findRoom(table: Table, { municipality, id }: Of): Promise<Room | null> {
  const item = await table.get(keys.room(municipality, id));
  return item ? Room.parse(item) : null;
}

/** What a session holds from now on; null: nothing any more. */
export function putRoom({ municipality, id }: Of, before: Room | null, after: Room | null): Write[] {
  const key = keys.room(municipality, id);
  const when = before ? { is: { version: before.version } } : ("absent" as const);
  if (after) return [{ put: { ...key, municipality, session: id, ...after }, when }];
  return before ? [{ remove: key, when }] : [];
}

/** These days of these rooms, as far as anything is held on them. */
export async function loadDays(
  table: Table,
  town: string,
  days: readonly { readonly place: string; readonly day: string }[],
): Promise<RoomDay[]> {
  const items = await table.getMany(days.map(({ place, day }) => keys.roomDay(town, place, day)));
  return items.map((item) => RoomDay.parse(item));
}

/** The days of a room on which anything is held, both ends in. */
export async function* eachDay(
  table: Table,
  town: string,
  place: string,
  { from, to }: { readonly from: string; readonly to: string },
): AsyncGenerator<RoomDay> {
  for await (const item of everything(table, { ...keys.roomDays(town, place, from, to), consistent: true }))
    yield RoomDay.parse(item);
}

/** A day after what was read of it; one on which nothing is held any more goes. */
export function putDay(before: RoomDay | null, after: RoomDay): Write {
  const key = keys.roomDay(after.municipality, after.place, after.day);
  const when = before ? { is: { stamp: before.stamp } } : ("absent" as const);
  if (after.holds.length === 0) return { remove: key, when, otherwise: RACED };
  return { put: { ...key, ...after }, when, otherwise: RACED };
}
