import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  ExpiredIteratorException,
  GetRecordsCommand,
  GetShardIteratorCommand,
  TrimmedDataAccessException,
} from "@aws-sdk/client-dynamodb-streams";
import type { DynamoDBRecord } from "aws-lambda";
import { localSettings } from "./store.ts";

/** By shard, the sequence number of the last record that was worked on. */
export type Positions = Record<string, string>;

export interface StreamReader {
  /** What comes next in some shard, at most as many records as asked for; null where there is nothing new. */
  next(most: number): Promise<{ readonly shard: string; readonly records: DynamoDBRecord[] } | null>;
  close(): void;
}

interface ReaderSettings {
  readonly endpoint: string;
  readonly streamArn: string;
  /** Where to go on; a shard that is not among them is read from its beginning. */
  readonly positions: Positions;
}

/** Reads a stream, shard by shard: new ones take the place of those that ended. */
export function streamReader({ endpoint, streamArn, positions }: ReaderSettings): StreamReader {
  const client = new DynamoDBStreamsClient(localSettings(endpoint));
  /** By shard; null: its end was reached. */
  const iterators = new Map<string, string | null>();

  const iteratorIn = (shard: string, after: string | undefined): Promise<string | null> =>
    client
      .send(
        new GetShardIteratorCommand({
          StreamArn: streamArn,
          ShardId: shard,
          ...(after === undefined
            ? { ShardIteratorType: "TRIM_HORIZON" }
            : { ShardIteratorType: "AFTER_SEQUENCE_NUMBER", SequenceNumber: after }),
        }),
      )
      .then(({ ShardIterator }) => ShardIterator ?? null)
      .catch((error: unknown) => {
        // What was kept a day ago is gone: what is left begins at the horizon
        if (after !== undefined && error instanceof TrimmedDataAccessException)
          return iteratorIn(shard, undefined);
        throw error;
      });

  async function findShards(): Promise<void> {
    let from: string | undefined;
    do {
      const { StreamDescription } = await client.send(
        new DescribeStreamCommand({ StreamArn: streamArn, ExclusiveStartShardId: from }),
      );
      for (const { ShardId } of StreamDescription?.Shards ?? [])
        if (ShardId !== undefined && !iterators.has(ShardId))
          iterators.set(ShardId, await iteratorIn(ShardId, positions[ShardId]));
      from = StreamDescription?.LastEvaluatedShardId;
    } while (from !== undefined);
  }

  async function recordsOf(shard: string, iterator: string, most: number): Promise<DynamoDBRecord[]> {
    try {
      const { Records, NextShardIterator } = await client.send(
        new GetRecordsCommand({ ShardIterator: iterator, Limit: most }),
      );
      iterators.set(shard, NextShardIterator ?? null);
      return (Records ?? []) as DynamoDBRecord[];
    } catch (error) {
      // An iterator is good for 15 minutes
      if (!(error instanceof ExpiredIteratorException || error instanceof TrimmedDataAccessException))
        throw error;
      iterators.set(shard, await iteratorIn(shard, positions[shard]));
      return [];
    }
  }

  return {
    async next(most) {
      const open = [...iterators.values()].filter((iterator) => iterator !== null);
      if (open.length < iterators.size || open.length === 0) await findShards();
      for (const [shard, iterator] of iterators) {
        const records = iterator === null ? [] : await recordsOf(shard, iterator, most);
        if (records.length > 0) return { shard, records };
      }
      return null;
    },
    close: () => client.destroy(),
  };
}
