import { formatInstant } from "../platform/zone.ts";
import type { SettableClock } from "./clock.ts";
import { lambdaContext } from "./functions.ts";
import type { Functions, TickName } from "./functions.ts";
import type { Timetable } from "./timetable.ts";

const TICK_MILLISECONDS = 120_000;
const MOST_IDLE = 3;

export const runTick = (functions: Pick<Functions, "ticks">, name: TickName, scheduled: number) =>
  functions.ticks[name]({ scheduledTime: formatInstant(scheduled) }, lambdaContext(TICK_MILLISECONDS));

/** What a clock that is moved sets going. */
export interface Clockwork {
  readonly clock: SettableClock;
  readonly timetable: Timetable;
  readonly functions: Pick<Functions, "ticks">;
  /** Carries what the stream and the mail service have to tell, until all is quiet. */
  readonly drain: () => Promise<void>;
}

/**
 * Moves a standing clock forward: every tick that has due work runs at its own time, in order, and what it sets going is
 * done before the next. Moved to where it stands, it runs what is due at this very instant.
 */
export async function advance({ clock, timetable, functions, drain }: Clockwork, to: number): Promise<void> {
  await drain();
  let idle = 0;
  for (;;) {
    const next = await timetable.nextRun(clock.now(), to);
    if (!next) break;
    clock.set(Math.max(next.at, clock.now()));
    const { done } = await runTick(functions, next.name, next.at);
    // Someone at the other end of HTTP may have been faster; but not again and again.
    idle = done === 0 ? idle + 1 : 0;
    if (idle > 0) timetable.forget();
    if (idle > MOST_IDLE) throw new Error(`${next.name} at ${formatInstant(next.at)} got nothing done`);
    await drain();
  }
  clock.set(to);
}
