import { ticks } from "../api.ts";
import type { Table } from "../platform/dynamo.ts";
import { earliestDue, timerPartitions } from "../platform/timers.ts";
import { parseInstant } from "../platform/zone.ts";
import type { TickName } from "./functions.ts";

/** A tick and when it runs, in milliseconds since 1970. */
export interface Run {
  readonly name: TickName;
  readonly at: number;
}

/** Which tick has due work next. */
export interface Timetable {
  /** The run that comes first, from an instant on and up to another; null if there is none. */
  nextRun(from: number, to: number): Promise<Run | null>;
  /** In this partition something was written: it is asked again. */
  readonly changed: (partition: string) => void;
  /** All are asked again. */
  forget(): void;
}

const FRESH_MILLISECONDS = 600_000; // far less than the day for which a stream keeps what was written

/** When a tick next runs, at or after an instant: its rate counts from 1970. */
export function runAt(name: TickName, instant: number): number {
  const every = ticks[name].everyMinutes * 60_000;
  return Math.ceil(instant / every) * every;
}

const partitions = (Object.keys(ticks) as TickName[]).flatMap((name) =>
  ticks[name].timers.flatMap((kind) => timerPartitions(kind).map((partition) => ({ name, partition }))),
);

/**
 * Keeps what it was told of each partition of timers until something is written there, by whomever: one that `isTold` of
 * every write asks one or two partitions for a step of the clock. One that is not asks all of them.
 */
export function timetable(table: Table, isTold: boolean): Timetable {
  // What is under way stands here, too: a write that comes meanwhile takes it out before it is known
  const known = new Map<string, Promise<string | null>>();
  let lastAsked = 0;
  const dueIn = (partition: string): Promise<string | null> => {
    const due = known.get(partition) ?? earliestDue(table, partition);
    known.set(partition, due);
    return due;
  };
  return {
    async nextRun(from, to) {
      const now = performance.now();
      if (!isTold || now - lastAsked > FRESH_MILLISECONDS) known.clear();
      lastAsked = now;
      try {
        const runs = await Promise.all(
          partitions.map(async ({ name, partition }) => {
            const due = parseInstant((await dueIn(partition)) ?? "");
            return due === null ? null : { name, at: runAt(name, Math.max(due, from)) };
          }),
        );
        const [first] = runs
          .filter((run) => run !== null && run.at <= to)
          .toSorted((one, other) => (one?.at ?? 0) - (other?.at ?? 0));
        return first ?? null;
      } catch (error) {
        known.clear();
        throw error;
      }
    },
    changed: (partition) => void known.delete(partition),
    forget: () => known.clear(),
  };
}
