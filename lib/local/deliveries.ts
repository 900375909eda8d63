import type { ServiceEvent } from "../platform/listener.ts";
import { failureOf } from "../platform/log.ts";
import type { Log } from "../platform/log.ts";
import { lambdaContext } from "./functions.ts";
import type { Functions } from "./functions.ts";
import type { MailSink } from "./mail-sink.ts";
import type { BatchHandler, StreamSource } from "./stream-source.ts";

const FUNCTION_MILLISECONDS = 60_000;
const MOST_TRIES = 3; // as Lambda has them for an event

export interface DeliverySettings {
  readonly functions: Pick<Functions, "streams" | "listeners">;
  readonly source: StreamSource;
  readonly sink: MailSink;
  readonly log: Log;
  /** Is told of each partition in which something was written or removed, before anyone else. */
  readonly changed?: (partition: string) => void;
}

/**
 * What AWS carries between functions: the table's stream to those on it, the events of mail to those that listen. The
 * function that it gives back carries all there is, and what that brings about, until all is quiet.
 */
export function deliveries(settings: DeliverySettings): () => Promise<void> {
  const { functions, source, sink, log, changed } = settings;
  /** To each only what its filter lets through on AWS. */
  const handOver: BatchHandler = async (records) => {
    for (const { dynamodb } of records) changed?.(dynamodb?.Keys?.["pk"]?.S ?? "");
    const answers = await Promise.all(
      functions.streams.map(async ({ lets, handler }) => {
        const Records = records.filter(lets);
        return Records.length === 0 ? [] : (await handler({ Records }, context())).batchItemFailures;
      }),
    );
    return { batchItemFailures: answers.flat() };
  };

  sink.onEvent(async (event: ServiceEvent) => {
    for (const { hears, handler } of functions.listeners)
      if (hears(event)) await tried(() => handler(event, context()), log);
  });

  const drain = async (): Promise<void> => {
    let moved = 0;
    do moved = (await source.drain(handOver)) + (await sink.drainEvents());
    while (moved > 0);
  };
  let draining: Promise<void> = Promise.resolve();
  return () => {
    const next = draining.then(drain);
    draining = next.catch(() => undefined);
    return next;
  };
}

const context = () => lambdaContext(FUNCTION_MILLISECONDS);

/** An event that cannot be taken in is left behind: what it was about is as if it had never come. */
async function tried(take: () => Promise<void>, log: Log): Promise<void> {
  for (let left = MOST_TRIES; left > 0; left--)
    try {
      return await take();
    } catch (error) {
      log({ level: "error", listener: "failed", error: failureOf(error) });
    }
}
