import { ticks } from "../api.ts";
import type { Table } from "../platform/dynamo.ts";
import { earliestDue } from "../platform/timers.ts";
import { formatInstant, parseInstant } from "../platform/zone.ts";
import type { SettableClock } from "./clock.ts";
import { lambdaContext } from "./functions.ts";
import type { Functions, TickName } from "./functions.ts";

const TICK_MILLISECONDS = 120_000;
const MOST_IDLE = 3;
const names = Object.keys(ticks) as TickName[];

/** When a tick next runs, at or after an instant: its rate counts from 1970. */
export function runAt(name: TickName, instant: number): number {
  const every = ticks[name].everyMinutes * 60_000;
  return Math.ceil(instant / every) * every;
}

export const runTick = (functions: Pick<Functions, "ticks">, name: TickName, scheduled: number) =>
  functions.ticks[name]({ scheduledTime: formatInstant(scheduled) }, lambdaContext(TICK_MILLISECONDS));

/** What a clock that is moved sets going. */
export interface Clockwork {
  readonly clock: SettableClock;
  readonly table: Table;
  readonly functions: Pick<Functions, "ticks">;
  /** Carries what the stream and the mail service have to tell, until all is quiet. */
  readonly drain: () => Promise<void>;
}

/**
 * Moves a standing clock forward: every tick that has due work runs at its own time, in order, and what it sets going is
 * done before the next. Moved to where it stands, it runs what is due at this very instant.
 */
export async function advance({ clock, table, functions, drain }: Clockwork, to: number): Promise<void> {
  await drain();
  let idle = 0;
  for (;;) {
    const next = await nextRun(table, clock.now(), to);
    if (!next) break;
    clock.set(Math.max(next.at, clock.now()));
    const { done } = await runTick(functions, next.name, next.at);
    // Someone at the other end of HTTP may have been faster; but not again and again.
    idle = done === 0 ? idle + 1 : 0;
    if (idle > MOST_IDLE) throw new Error(`${next.name} at ${formatInstant(next.at)} got nothing done`);
    await drain();
  }
  clock.set(to);
}

async function nextRun(
  table: Table,
  from: number,
  to: number,
): Promise<{ name: TickName; at: number } | null> {
  const runs = await Promise.all(
    names.map(async (name) => {
      const until = formatInstant(to);
      const dues = await Promise.all(ticks[name].timers.map((kind) => earliestDue(table, kind, until)));
      const due = parseInstant(dues.filter((each) => each !== null).toSorted()[0] ?? "");
      return due === null ? null : { name, at: runAt(name, Math.max(due, from)) };
    }),
  );
  const [first] = runs
    .filter((run) => run !== null && run.at <= to)
    .toSorted((one, other) => (one?.at ?? 0) - (other?.at ?? 0));
  return first ?? null;
}
