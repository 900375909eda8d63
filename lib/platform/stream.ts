import middy from "@middy/core";
import type {
  Context as LambdaContext,
  DynamoDBBatchResponse,
  DynamoDBRecord,
  DynamoDBStreamEvent,
} from "aws-lambda";
import { Refusal } from "../errors.ts";
import type { RefusalCode } from "../errors.ts";
import { families } from "../table.ts";
import type { Key } from "../table.ts";
import type { Stream } from "./contract.ts";
import { failureOf } from "./log.ts";
import type { Platform } from "./platform.ts";

export type StreamHandler = (
  event: DynamoDBStreamEvent,
  context: LambdaContext,
) => Promise<DynamoDBBatchResponse>;
export type StreamService = (platform: Platform) => StreamHandler;

/** Does what a write calls for. It gets the key alone, reads what is there now, and may be called twice for it. */
export type StreamWork = (key: Key, platform: Platform) => Promise<void>;

/** Another run was faster: what it wrote comes by the stream, too. */
const LOST: ReadonlySet<string> = new Set<RefusalCode>(["changed-meanwhile", "already-exists"]);

const AT_ONCE = 8; // keys worked on at the same time
const RESERVE_MILLISECONDS = 10_000; // stop taking new work this long before the function would be stopped

/** The key of a record, if something was written there and it belongs to the entry's families; else null. */
export function keyOf(entry: Pick<Stream, "families">, { eventName, dynamodb }: DynamoDBRecord): Key | null {
  const [pk, sk] = [dynamodb?.Keys?.["pk"]?.S, dynamodb?.Keys?.["sk"]?.S];
  if (pk === undefined || sk === undefined || eventName === "REMOVE") return null;
  return entry.families.some((family) => isIn(families[family].leading, pk)) ? { pk, sk } : null;
}

const isIn = (leading: string, pk: string): boolean =>
  leading.endsWith("#") ? pk.startsWith(leading) : pk === leading;

interface Piece {
  readonly key: Key;
  readonly sequenceNumbers: string[];
}

/** A key that was written twice is one piece of work: two at once would only be in each other's way. */
function piecesOf(entry: Stream, records: readonly DynamoDBRecord[]): readonly Piece[] {
  const pieces = new Map<string, Piece>();
  for (const record of records) {
    const key = keyOf(entry, record);
    if (!key) continue;
    const name = JSON.stringify([key.pk, key.sk]);
    const piece = pieces.get(name) ?? { key, sequenceNumbers: [] };
    pieces.set(name, piece);
    piece.sequenceNumbers.push(record.dynamodb?.SequenceNumber ?? "");
  }
  return [...pieces.values()];
}

/**
 * The function on the table's stream. One key's failure leaves the others alone; those that failed, and those there was
 * no time for, are named in the answer, and the stream brings them again.
 */
export function stream(entry: Stream, work: StreamWork): StreamService {
  return (platform) =>
    middy<DynamoDBStreamEvent, DynamoDBBatchResponse>().handler(
      async ({ Records }: DynamoDBStreamEvent, context: LambdaContext) => {
        const from = performance.now();
        const before = { ...platform.table.units };
        const pieces = piecesOf(entry, Records);
        const failures: unknown[] = [];
        const left: Piece[] = [];
        const queue = pieces.values();
        const worker = async (): Promise<void> => {
          for (const piece of queue) {
            if (context.getRemainingTimeInMillis() <= RESERVE_MILLISECONDS) left.push(piece);
            else
              await work(piece.key, platform).catch((error: unknown) => {
                if (error instanceof Refusal && LOST.has(error.code)) return;
                failures.push(error);
                left.push(piece);
              });
          }
        };
        await Promise.all(Array.from({ length: AT_ONCE }, worker));
        platform.log({
          level: left.length > 0 ? "error" : "info",
          stream: entry.families.join(" "),
          done: pieces.length - left.length,
          failed: failures.length,
          postponed: left.length - failures.length,
          milliseconds: Math.round(performance.now() - from),
          readUnits: platform.table.units.read - before.read,
          writeUnits: platform.table.units.write - before.write,
          ...(failures.length > 0 && { error: failureOf(failures[0]) }),
        });
        return {
          batchItemFailures: left.flatMap(({ sequenceNumbers }) =>
            sequenceNumbers.map((itemIdentifier) => ({ itemIdentifier })),
          ),
        };
      },
    );
}
