import middy from "@middy/core";
import type { Context as LambdaContext } from "aws-lambda";
import { Refusal } from "../errors.ts";
import type { RefusalCode } from "../errors.ts";
import type { Tick } from "./contract.ts";
import { failureOf } from "./log.ts";
import type { Platform } from "./platform.ts";
import { dueTimers, SHARDS } from "./timers.ts";
import type { Timer } from "./timers.ts";
import { formatInstant, parseInstant } from "./zone.ts";

/** What EventBridge Scheduler hands over: the time that this run was scheduled for, however late it is. */
export interface TickEvent {
  readonly scheduledTime?: string;
}

export interface TickReport {
  readonly done: number;
  readonly taken: number;
  readonly failed: number;
}

export type TickHandler = (event: TickEvent, context: LambdaContext) => Promise<TickReport>;
export type TickService = (platform: Platform) => TickHandler;

/** Another run was faster: what this one would have done is done. */
const LOST: ReadonlySet<string> = new Set<RefusalCode>(["changed-meanwhile", "already-exists"]);

const nameOf = ({ due, reference }: Timer): string => [due, ...reference].join(" ");

/** Does what one timer stands for. Its effect and the deletion of the timer are one commit. */
export type Work = (timer: Timer, platform: Platform) => Promise<void>;

/** The work of each kind of timer that a chart entry names: a missing or an extra one does not compile. */
export type Works<T extends Tick> = { readonly [Kind in T["timers"][number]]: Work };

const AT_ONCE = 8; // timers worked on at the same time in one shard
const RESERVE_MILLISECONDS = 10_000; // stop taking new work this long before the function would be stopped

/**
 * The scheduled function of these timers: works off what is due at the scheduled time, in every shard, until nothing
 * is left. One timer's failure leaves the others alone; it stays due, and the run fails at its end so that it is
 * tried again and seen.
 */
export function tick<const T extends Tick>(entry: T, works: Works<T>): TickService {
  return (platform) =>
    middy<TickEvent, TickReport>().handler(async (event: TickEvent, context: LambdaContext) => {
      const from = performance.now();
      const before = { ...platform.table.units };
      const due = formatInstant(parseInstant(event.scheduledTime ?? "") ?? platform.clock());
      const failures: unknown[] = [];
      const report = { done: 0, taken: 0, failed: 0 };
      const hasTime = (): boolean => context.getRemainingTimeInMillis() > RESERVE_MILLISECONDS;

      const workOff = async (kind: T["timers"][number], shard: number): Promise<void> => {
        const failed = new Set<string>();
        let worked = 0;
        do {
          worked = 0;
          for await (const batch of dueTimers(platform.table, kind, shard, due)) {
            const open = batch.filter((timer) => !failed.has(nameOf(timer)));
            for (let i = 0; i < open.length && hasTime(); i += AT_ONCE)
              await Promise.all(
                open.slice(i, i + AT_ONCE).map((timer) => attempt(works[kind], timer, failed)),
              );
            worked += open.length;
          }
        } while (worked > 0 && hasTime()); // what was done may have set timers that are due, too
      };

      const attempt = async (work: Work, timer: Timer, failed: Set<string>): Promise<void> => {
        try {
          await work(timer, platform);
          report.done++;
        } catch (error) {
          failed.add(nameOf(timer));
          if (error instanceof Refusal && LOST.has(error.code)) report.taken++;
          else failures.push(error);
        }
      };

      for (const kind of entry.timers as readonly T["timers"][number][]) {
        // The run ends when every shard has: one that fails leaves none working behind it.
        const shards = Array.from({ length: SHARDS }, (_, shard) => workOff(kind, shard));
        for (const outcome of await Promise.allSettled(shards))
          if (outcome.status === "rejected") failures.push(outcome.reason);
      }
      report.failed = failures.length;
      platform.log({
        level: failures.length ? "error" : "info",
        tick: entry.timers.join(" "),
        scheduledTime: due,
        ...report,
        milliseconds: Math.round(performance.now() - from),
        readUnits: platform.table.units.read - before.read,
        writeUnits: platform.table.units.write - before.write,
        ...(failures.length > 0 && { error: failureOf(failures[0]) }),
      });
      // Without the failures themselves: Lambda logs what a function throws.
      if (failures.length > 0) throw new Error(`${failures.length} timers failed`);
      return report;
    });
}
