import * as z from "zod";
import { AFTER_ALL, keys } from "../table.ts";
import type { Key } from "../table.ts";
import type { Page, Table } from "./dynamo.ts";
import type { Write } from "./writes.ts";

/**
 * Work that is due later, as a small item: written in the commit of what it is about, deleted in the commit of its
 * effect. `reference` names what it is about, by ids; the same reference and instant are the same timer.
 */
export const Timer = z.object({
  kind: z.string(),
  /** The instant it is due, in UTC: "2015-12-04T23:00:00Z". */
  due: z.string(),
  reference: z.array(z.string()),
  /** What the work needs to know beside the reference. */
  detail: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
});
export type Timer = z.infer<typeof Timer>;

/** How many partitions share the timers of a kind: a tick reads each once, however many timers there are. */
export const SHARDS = 4;

/** FNV-1a: the same reference is always in the same shard. */
function shardOf(reference: readonly string[]): number {
  let hash = 0x811c9dc5;
  for (const character of reference.join(" "))
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0) % SHARDS;
}

export const timerKey = ({ kind, due, reference }: Timer): Key =>
  keys.timer(kind, shardOf(reference), due, reference);

export const setTimer = (timer: Timer): Write => ({ put: { ...timerKey(timer), ...timer } });

/** Deletes a timer that may be gone already. */
export const dropTimer = (timer: Timer): Write => ({ remove: timerKey(timer) });

/** Deletes a timer that must still be there: of two ticks that work on it, one wins. */
export const takeTimer = (timer: Timer): Write => ({ remove: timerKey(timer), when: "present" });

/** The same among writes of which one may drop this very timer: a transaction touches an item once. */
export const taking = (timer: Timer, writes: readonly Write[]): Write[] => {
  const { pk, sk } = timerKey(timer);
  const isIt = (write: Write): boolean =>
    "remove" in write && write.remove.pk === pk && write.remove.sk === sk;
  return [...writes.filter((write) => !isIt(write)), takeTimer(timer)];
};

/** Guards work in several commits: its timer was not taken by another run meanwhile. */
export const timerIsThere = (timer: Timer): Write => ({ check: timerKey(timer), when: "present" });

/** The timers of a shard that are due at an instant, strongly consistent, the oldest first, a page at a time. */
export async function* dueTimers(
  table: Table,
  kind: string,
  shard: number,
  instant: string,
  limit = 500,
): AsyncGenerator<Timer[]> {
  let after: Page["last"] = null;
  do {
    const page: Page = await table.query({
      pk: keys.timers(kind, shard),
      to: instant + AFTER_ALL,
      limit,
      consistent: true,
      ...(after && { after }),
    });
    yield page.items.map((item) => Timer.parse(item));
    after = page.last;
  } while (after);
}

/** The partitions that share the timers of a kind. */
export const timerPartitions = (kind: string): string[] =>
  Array.from({ length: SHARDS }, (_, shard) => keys.timers(kind, shard));

/** The instant at which the earliest timer of a partition is due. */
export async function earliestDue(table: Table, partition: string): Promise<string | null> {
  const { items } = await table.query({ pk: partition, limit: 1, consistent: true });
  return items[0] ? Timer.parse(items[0]).due : null;
}
