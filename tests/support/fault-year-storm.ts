import type { DynamoDBRecord } from "aws-lambda";
import { ticks } from "../../lib/api.ts";
import { runTick } from "../../lib/local/advance.ts";
import { runAt } from "../../lib/local/timetable.ts";
import { lambdaContext } from "../../lib/local/functions.ts";
import type { TickName } from "../../lib/local/functions.ts";
import type { ServiceEvent } from "../../lib/platform/listener.ts";

import { SHARDS, Timer } from "../../lib/platform/timers.ts";
import { parseInstant } from "../../lib/platform/zone.ts";
import { keys } from "../../lib/table.ts";
import type { YearMachine } from "./fault-year-machine.ts";
import { Killed, mortal } from "./fault-year-mortal.ts";
import type { Happened } from "./fault-year-mortal.ts";
import type { Random } from "./random.ts";

/** How everything behind requests is driven. */
export interface Weather {
  readonly random: Random;
  /** How often each run of a tick, each record and each event of mail comes. */
  readonly times: number;
  /** Of 100 runs of a function. */
  readonly killed: number;
  readonly happened: Happened;
}

const names = Object.keys(ticks) as TickName[];
/** Where the timers are that a tick works off. */
const partitionsOf = (name: TickName): string[] =>
  ticks[name].timers.flatMap((kind) =>
    Array.from({ length: SHARDS }, (_, shard) => keys.timers(kind, shard)),
  );
const FUNCTION_MILLISECONDS = 60_000;
const LIFE_CALLS = 40;
const MOST_AT_ONCE = 8;
const LOOKS = 6;
const TRIES = 3; // as Lambda has them for an event

/** Drives a machine as AWS does on a bad day; each step moves its clock forward, and ends when all is quiet. */
export class Storm {
  readonly #machine: YearMachine;
  readonly #weather: Weather;
  readonly #records: DynamoDBRecord[] = [];
  readonly #events: { event: ServiceEvent; tries: number }[] = [];
  readonly #lastRun = new Map<TickName, number>();
  /** By partition of timers, when the earliest is due; forgotten when a timer of it is written or taken. */
  readonly #dues = new Map<string, number>();
  /** Events that nobody could take in, however often they came. */
  lost = 0;

  constructor(machine: YearMachine, weather: Weather) {
    this.#machine = machine;
    this.#weather = weather;
    const { times } = weather;
    machine.sink.onEvent(async (event) => {
      for (let i = 0; i < times; i++) this.#events.push({ event, tries: TRIES });
    });
  }

  async step(to: string): Promise<void> {
    const { clock } = this.#machine;
    const until = parseInstant(to) ?? 0;
    await this.#settle([]);
    for (let next = await this.#next(until); next; next = await this.#next(until)) {
      clock.set(next.at);
      for (const name of next.names) this.#lastRun.set(name, next.at);
      await this.#settle(next.names.flatMap((name) => this.#runsOf(name, next.at)));
    }
    clock.set(until);
  }

  /** Which ticks run next, and when: those that have something due, each at its rate. */
  async #next(until: number): Promise<{ at: number; names: TickName[] } | null> {
    const now = this.#machine.clock.now();
    const runs = await Promise.all(
      names.map(async (name) => {
        const due = Math.min(...(await Promise.all(partitionsOf(name).map((pk) => this.#earliest(pk)))));
        return { name, at: runAt(name, Math.max(due, now, (this.#lastRun.get(name) ?? 0) + 1)) };
      }),
    );
    const at = Math.min(...runs.map((run) => run.at));
    return at > until ? null : { at, names: runs.filter((run) => run.at === at).map(({ name }) => name) };
  }

  async #earliest(pk: string): Promise<number> {
    const known = this.#dues.get(pk);
    if (known !== undefined) return known;
    const { items } = await this.#machine.table.query({ pk, limit: 1, consistent: true });
    const due = items.map((item) => parseInstant(Timer.parse(item).due) ?? 0)[0] ?? Infinity;
    this.#dues.set(pk, due);
    return due;
  }

  /** A scheduled run as often as it comes; some come late, of an earlier hour. */
  #runsOf(name: TickName, at: number): (() => Promise<unknown>)[] {
    const { random, times } = this.#weather;
    const every = ticks[name].everyMinutes * 60_000;
    const late = times > 1 && random.chance(30) ? [at - every * (1 + random.below(3))] : [];
    return [...Array.from({ length: times }, () => at), ...late].map(
      (scheduled) => () => this.#run(() => runTick(this.#machine.behind, name, scheduled)),
    );
  }

  /** Everything that is to be done, in any order, some of it at once, and whatever it sets going. */
  async #settle(runs: (() => Promise<unknown>)[]): Promise<void> {
    const { random, times } = this.#weather;
    const open = shuffled(runs, random);
    for (;;) {
      await this.#collect();
      const all = shuffled([...open.splice(0), ...this.#deliveries()], random);
      if (all.length === 0) return;
      while (all.length > 0) {
        const together = all.splice(0, times > 1 ? 1 + random.below(MOST_AT_ONCE) : 1);
        const meanwhile = times > 1 && random.chance(50) ? [() => this.#meanwhile(all)] : [];
        await Promise.all([...together, ...meanwhile].map((each) => each()));
      }
    }
  }

  /** What is written is heard of before whoever writes is done; `later` gets what there is no time for. */
  async #meanwhile(later: (() => Promise<unknown>)[]): Promise<void> {
    for (let i = 0; i < LOOKS; i++) {
      await this.#collect();
      const [first, ...rest] = this.#deliveries();
      later.push(...rest);
      await first?.();
    }
  }

  async #collect(): Promise<void> {
    const { source, sink } = this.#machine;
    await source.drain(async (records) => {
      for (const { dynamodb } of records) this.#dues.delete(dynamodb?.Keys?.["pk"]?.S ?? "");
      for (let i = 0; i < this.#weather.times; i++) this.#records.push(...records);
      return { batchItemFailures: [] };
    });
    await sink.drainEvents();
  }

  #deliveries(): (() => Promise<unknown>)[] {
    const { random } = this.#weather;
    const { streams, listeners } = this.#machine.behind;
    const records = shuffled(this.#records.splice(0), random);
    const all: (() => Promise<unknown>)[] = [];
    for (const { lets, handler } of streams) {
      const wanted = records.filter(lets);
      while (wanted.length > 0) {
        const Records = wanted.splice(0, 1 + random.below(10));
        all.push(() => this.#run(() => handler({ Records }, context())));
      }
    }
    for (const { event, tries } of shuffled(this.#events.splice(0), random))
      for (const { hears, handler } of listeners)
        if (hears(event))
          all.push(async () => {
            const isDone = await this.#run(() => handler(event, context()));
            if (!isDone && tries > 1) this.#events.push({ event, tries: tries - 1 });
            if (!isDone && tries === 1) this.lost++;
          });
    return all;
  }

  /** Whether it came to its end. */
  async #run(work: () => Promise<unknown>): Promise<boolean> {
    const { random, killed, happened } = this.#weather;
    const calls = random.chance(killed) ? random.below(LIFE_CALLS) : Infinity;
    try {
      await mortal(calls, work);
      return true;
    } catch (error) {
      if (error instanceof Killed) happened.killed++;
      return false;
    }
  }
}

const context = () => lambdaContext(FUNCTION_MILLISECONDS);

export function shuffled<T>(list: readonly T[], random: Random): T[] {
  const left = [...list];
  const out: T[] = [];
  while (left.length > 0) out.push(...left.splice(random.below(left.length), 1));
  return out;
}
