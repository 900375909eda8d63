import { isDeepStrictEqual } from "node:util";
import { addDays, SECONDS_PER_DAY } from "../platform/civil.ts";
import type { Platform } from "../platform/platform.ts";
import type { Write } from "../platform/writes.ts";
import { dateAt, formatInstant, parseInstant } from "../platform/zone.ts";
import type { Hold, Holder, RoomDay } from "./room-model.ts";
import { loadDays, putDay, RACED } from "./room-store.ts";

/** A stay in a room, in milliseconds since 1970, half-open. */
export interface Stay {
  readonly place: string;
  readonly from: number;
  readonly to: number;
}

/** More days than this are no meeting, and each is a write. */
export const MOST_DAYS = 8;
const LAST = parseInstant("9999-12-30T00:00:00Z") ?? 0;

/** Whether it is longer than any stay in a room, or ends where there are no dates any more. */
export const isTooLong = ({ from, to }: Stay): boolean =>
  to - from > (MOST_DAYS - 1) * SECONDS_PER_DAY * 1000 || to > LAST;

/** The local days of the town on which a stay is that is not too long: midnight belongs to the day that it begins. */
export function daysOfStay({ from, to }: Stay, zone: string): string[] {
  const last = dateAt(to - 1, zone);
  const days = [dateAt(from, zone)];
  for (let day = days[0] ?? last; day < last; days.push(day)) day = addDays(day, 1);
  return days;
}

interface Locking {
  readonly town: string;
  /** The town's. */
  readonly zone: string;
  readonly by: Holder;
  /** The days on which `by` holds a room now. */
  readonly held: { readonly place: string; readonly days: readonly string[] } | null;
  /** What it is to hold; null: nothing. */
  readonly stay: Stay | null;
}

/** The writes that bring the locks of a room's days to what is to be; who is there already at that time, if anyone is. */
export async function lockDays(
  { table, newId }: Pick<Platform, "table" | "newId">,
  { town, zone, by, held, stay }: Locking,
): Promise<{ readonly writes: Write[]; readonly taken: Hold | null }> {
  const wanted = stay ? daysOfStay(stay, zone).map((day) => ({ place: stay.place, day })) : [];
  const isWanted = ({ place, day }: { place: string; day: string }): boolean =>
    wanted.some((each) => each.place === place && each.day === day);
  const left = (held?.days ?? [])
    .map((day) => ({ place: held?.place ?? "", day }))
    .filter((each) => !isWanted(each));
  const found = await loadDays(table, town, [...wanted, ...left]);
  const own: Hold | null = stay && { from: formatInstant(stay.from), to: formatInstant(stay.to), by };
  const writes: Write[] = [];
  let taken: Hold | null = null;
  for (const { place, day } of [...wanted, ...left]) {
    const before = found.find((each) => each.place === place && each.day === day) ?? null;
    const others = (before?.holds ?? []).filter((each) => !isDeepStrictEqual(each.by, by));
    const mine = own && isWanted({ place, day }) ? own : null;
    if (mine) taken ??= others.find(({ from, to }) => from < mine.to && mine.from < to) ?? null;
    const holds = [...others, ...(mine ? [mine] : [])].toSorted((a, b) => (a.from < b.from ? -1 : 1));
    if (isDeepStrictEqual(holds, before?.holds ?? [])) continue;
    const after: RoomDay = { municipality: town, place, day, holds, stamp: newId() };
    writes.push(putDay(before, after));
  }
  return { writes, taken };
}

const MOST_TRIES = 8;

/** Does it again when somebody else wrote to the same day of a room meanwhile: they may have wanted another hour. */
export async function whileRaced<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++)
    try {
      return await work();
    } catch (error) {
      if (error !== RACED || attempt === MOST_TRIES) throw error;
    }
}
