import middy from "@middy/core";
import type { Context as LambdaContext } from "aws-lambda";
import type { Listener } from "./contract.ts";
import { failureOf } from "./log.ts";
import type { Platform } from "./platform.ts";

/** An event as EventBridge hands it over, as far as we read it. What `detail` holds, `source` and `detail-type` say. */
export interface ServiceEvent {
  readonly source: string;
  readonly "detail-type": string;
  /** When the other service made it: "2015-12-04T23:00:00Z". */
  readonly time: string;
  readonly detail: unknown;
}

export type ListenerHandler = (event: ServiceEvent, context: LambdaContext) => Promise<void>;
export type ListenerService = (platform: Platform) => ListenerHandler;

/** Takes in what became of something. The same event may come twice, late, and after a newer one. */
export type ListenerWork = (event: ServiceEvent, platform: Platform) => Promise<void>;

/** The function that another service tells what became of something. Fails where the work does: Lambda tries again. */
export function listen(entry: Listener, work: ListenerWork): ListenerService {
  return (platform) =>
    middy<ServiceEvent, void>().handler(async (event: ServiceEvent) => {
      const from = performance.now();
      const before = { ...platform.table.units };
      const failures: unknown[] = [];
      await work(event, platform).catch((error: unknown) => failures.push(error));
      platform.log({
        level: failures.length > 0 ? "error" : "info",
        listener: entry.source,
        event: event["detail-type"],
        milliseconds: Math.round(performance.now() - from),
        readUnits: platform.table.units.read - before.read,
        writeUnits: platform.table.units.write - before.write,
        ...(failures.length > 0 && { error: failureOf(failures[0]) }),
      });
      // Without the failure itself: Lambda logs what a function throws.
      if (failures.length > 0) throw new Error("the event could not be taken in");
    });
}
