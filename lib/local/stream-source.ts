import { existsSync, readFileSync } from "node:fs";
import { DescribeTableCommand } from "@aws-sdk/client-dynamodb";
import type { DynamoDBBatchResponse, DynamoDBRecord } from "aws-lambda";
import { failureOf } from "../platform/log.ts";
import type { Log } from "../platform/log.ts";
import { localClient } from "./store.ts";
import { streamReader } from "./stream-reader.ts";
import type { Positions } from "./stream-reader.ts";
import { writeWhole } from "./write-whole.ts";

/** Works on records in their order, and names those that are to come again. */
export type BatchHandler = (records: DynamoDBRecord[]) => Promise<DynamoDBBatchResponse>;

/** What Lambda's event source is on AWS: reads the table's stream, hands it over in batches, remembers how far. */
export interface StreamSource {
  /** Whether the store has streams, and every write comes by here. */
  readonly isThere: boolean;
  /** Hands over what is new until there is nothing; gives the number of records. */
  drain(handle: BatchHandler): Promise<number>;
  close(): void;
}

export interface StreamSourceSettings {
  readonly endpoint: string;
  readonly tableName: string;
  /** Where it is kept how far was read; null: from the stream's beginning at every start. */
  readonly file: string | null;
  readonly log: Log;
}

const BATCH_RECORDS = 100;
const MOST_TRIES = 3;

/**
 * A store without streams brings nothing: what waits for the stream then waits for its resend timer, as on AWS does what
 * a stream lost.
 */
export async function streamSource(settings: StreamSourceSettings): Promise<StreamSource> {
  const { endpoint, tableName, file, log } = settings;
  const client = localClient(endpoint);
  const { Table } = await client.send(new DescribeTableCommand({ TableName: tableName }));
  client.destroy();
  const streamArn = Table?.LatestStreamArn;
  if (streamArn === undefined) return { isThere: false, drain: async () => 0, close: () => undefined };
  const positions = file === null ? {} : readPositions(file, streamArn);
  const reader = streamReader({ endpoint, streamArn, positions });
  return {
    isThere: true,
    async drain(handle) {
      let count = 0;
      for (;;) {
        const batch = await reader.next(BATCH_RECORDS);
        if (!batch) return count;
        await handOver(batch.records, handle, log);
        positions[batch.shard] = sequenceOf(batch.records.at(-1)) ?? "";
        if (file !== null) writeWhole(file, JSON.stringify({ streamArn, positions } satisfies Kept));
        count += batch.records.length;
      }
    },
    close: () => reader.close(),
  };
}

const sequenceOf = (record: DynamoDBRecord | undefined): string | undefined =>
  record?.dynamodb?.SequenceNumber;

/** From the first that failed on, again, a few times; then they are left behind, as on AWS. */
async function handOver(records: DynamoDBRecord[], handle: BatchHandler, log: Log): Promise<void> {
  let rest = records;
  for (let tries = 0; rest.length > 0; tries++) {
    if (tries === MOST_TRIES) return log({ level: "error", stream: "given up", records: rest.length });
    const again = rest;
    const failed = await handle(again).then(
      ({ batchItemFailures }) =>
        new Set<string | undefined>(batchItemFailures.map((each) => each.itemIdentifier)),
      (error: unknown) => {
        log({ level: "error", stream: "failed", error: failureOf(error) });
        return new Set(again.map(sequenceOf));
      },
    );
    const first = rest.findIndex((record) => failed.has(sequenceOf(record)));
    rest = first < 0 ? [] : rest.slice(first);
  }
}

/** Positions are of one stream: a table that was made anew has another. */
interface Kept {
  readonly streamArn: string;
  readonly positions: Positions;
}

function readPositions(file: string, streamArn: string): Positions {
  if (!existsSync(file)) return {};
  const kept = JSON.parse(readFileSync(file, "utf8")) as Kept;
  return kept.streamArn === streamArn ? kept.positions : {};
}
