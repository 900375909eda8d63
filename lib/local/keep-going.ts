import { ticks } from "../api.ts";
import { failureOf } from "../platform/log.ts";
import type { Log } from "../platform/log.ts";
import { runTick } from "./advance.ts";
import type { SettableClock } from "./clock.ts";
import type { Functions, TickName } from "./functions.ts";
import { runAt } from "./timetable.ts";

const LOOK_MILLISECONDS = 2_000;
const DRAIN_MILLISECONDS = 500;

export interface Going {
  readonly clock: SettableClock;
  readonly functions: Functions;
  readonly drain: () => Promise<void>;
  readonly log: Log;
}

/**
 * While the clock is real: every tick runs at its rate, the first time at once, so that what was missed is made up for;
 * and what the stream and the mail service have to tell is carried twice a second. Gives back what stops it, once what
 * is under way is done.
 */
export function keepGoing({ clock, functions, drain, log }: Going): () => Promise<void> {
  const ran = new Map<TickName, number>();
  const look = async (): Promise<void> => {
    for (const name of Object.keys(ticks) as TickName[]) {
      const scheduled = runAt(name, clock.now() - ticks[name].everyMinutes * 60_000 + 1);
      if (clock.isSet() || (ran.get(name) ?? 0) >= scheduled) continue;
      ran.set(name, scheduled);
      await runTick(functions, name, scheduled).catch((error: unknown) =>
        log({ level: "error", tick: name, error: failureOf(error) }),
      );
    }
  };
  const carry = async (): Promise<void> => {
    if (clock.isSet()) return;
    await drain().catch((error: unknown) =>
      log({ level: "error", stream: "drain", error: failureOf(error) }),
    );
  };
  const stops = [every(LOOK_MILLISECONDS, look), every(DRAIN_MILLISECONDS, carry)];
  return async () => {
    await Promise.all(stops.map((stop) => stop()));
  };
}

/** Does something again and again, never twice at once. */
function every(milliseconds: number, work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  const timer = setInterval(() => {
    running ??= work().finally(() => (running = null));
  }, milliseconds).unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
