import { randomUUID } from "node:crypto";
import type { IndexName, Key } from "../table.ts";
import { tableDefinition } from "../table.ts";
import type { DynamoCalls } from "./dynamo-calls.ts";
import { newerData, presentShapes, upToDate } from "./migrate.ts";
import type { Shapes } from "./migrate.ts";
import { conditionOf } from "./range.ts";
import { LostRace, toTransactItem } from "./writes.ts";
import type { Write } from "./writes.ts";

export type Item = Record<string, unknown> & Key;

/** A range of one partition. `from` and `to` are inclusive sort keys; `after` resumes past a sort key. */
export interface Range {
  readonly index?: IndexName;
  readonly pk: string;
  readonly prefix?: string;
  readonly from?: string;
  readonly to?: string;
  /** The last item of the page before, as `last` gave it back. */
  readonly after?: Readonly<Record<string, unknown>> | Key;
  readonly limit?: number;
  readonly consistent?: boolean;
}

export interface Page {
  readonly items: readonly Item[];
  readonly last: Readonly<Record<string, unknown>> | null;
}

/**
 * The port to DynamoDB: five verbs. What it gives is of the present schema, however old it is, and what it writes says so;
 * what is of a newer one it neither gives nor writes over. `units` counts the capacity that this instance consumed.
 */
export interface Table {
  /** Strongly consistent, unless what is asked for never changes. */
  get(key: Key, reading?: "eventually"): Promise<Item | undefined>;
  /** Strongly consistent; in no particular order; keys that do not exist are left out. */
  getMany(keys: readonly Key[]): Promise<readonly Item[]>;
  query(range: Range): Promise<Page>;
  /** All or nothing, up to 100 writes. Throws `LostRace` with the positions of the conditions that failed. */
  transact(writes: readonly Write[]): Promise<void>;
  readonly units: { read: number; write: number };
}

const MOST_KEYS_PER_BATCH = 100; // BatchGetItem
const MOST_TRIES = 8;
const BACK_OFF_MS = 20;

export interface TableSettings {
  readonly calls: DynamoCalls;
  readonly name: string;
  readonly random: () => number;
  /** Those of this release, where nothing else is given. */
  readonly shapes?: Shapes;
}

export function dynamoTable({ calls, name, random, shapes = presentShapes }: TableSettings): Table {
  const units = { read: 0, write: 0 };
  const counted = { TableName: name, ReturnConsumedCapacity: "TOTAL" as const };
  const pause = (attempt: number): Promise<void> =>
    new Promise((resolve) => setTimeout(resolve, random() * BACK_OFF_MS * 2 ** attempt));

  const known = (items: readonly Record<string, unknown>[] = []): Item[] =>
    items.map((item) => upToDate(item as Item, shapes));
  /** Only something newer stands in the way of what is put without a condition. */
  const lostBy = (writes: readonly Write[], positions: readonly number[]): Error =>
    positions.some((i) => !writes[i]?.when)
      ? newerData("What was to be written over is newer", shapes.schema)
      : new LostRace(positions);

  async function getSome(keys: readonly Key[]): Promise<Item[]> {
    const items: Item[] = [];
    let wanted: readonly Record<string, unknown>[] = keys.map(({ pk, sk }) => ({ pk, sk }));
    for (let attempt = 0; wanted.length > 0; attempt++) {
      if (attempt >= MOST_TRIES) throw new Error("BatchGetItem left keys unprocessed");
      if (attempt > 0) await pause(attempt);
      const answer = await calls.batchGetItem({
        RequestItems: { [name]: { Keys: [...wanted], ConsistentRead: true } },
        ReturnConsumedCapacity: "TOTAL",
      });
      for (const each of answer.ConsumedCapacity ?? []) units.read += each.CapacityUnits ?? 0;
      items.push(...known(answer.Responses?.[name]));
      wanted = answer.UnprocessedKeys?.[name]?.Keys ?? [];
    }
    return items;
  }

  /**
   * A write alone needs no transaction, and costs half. When its answer is lost, the client's second try meets what the
   * first one wrote: it then looks as if someone else had been faster.
   */
  async function writeOne(write: Exclude<Write, { check: Key }>): Promise<void> {
    const { Put, Delete } = toTransactItem(write, name, shapes.schema);
    const counting = { ReturnConsumedCapacity: "TOTAL" } as const;
    try {
      const answer = Put
        ? await calls.putItem({ ...Put, ...counting })
        : await calls.deleteItem({ ...(Delete as NonNullable<typeof Delete>), ...counting });
      units.write += answer.ConsumedCapacity?.CapacityUnits ?? 0;
    } catch (error) {
      if (error instanceof Error && error.name === "ConditionalCheckFailedException")
        throw lostBy([write], [0]);
      throw error;
    }
  }

  return {
    units,

    async get({ pk, sk }, reading) {
      const answer = await calls.getItem({
        ...counted,
        Key: { pk, sk },
        ConsistentRead: reading !== "eventually",
      });
      units.read += answer.ConsumedCapacity?.CapacityUnits ?? 0;
      return known(answer.Item && [answer.Item])[0];
    },

    async getMany(keys) {
      const batches = [];
      for (let i = 0; i < keys.length; i += MOST_KEYS_PER_BATCH)
        batches.push(getSome(keys.slice(i, i + MOST_KEYS_PER_BATCH)));
      return (await Promise.all(batches)).flat();
    },

    async query({ index, after, limit, consistent, ...range }) {
      const answer = await calls.query({
        ...counted,
        ...conditionOf(range, index ? tableDefinition.indexes[index] : tableDefinition),
        IndexName: index,
        ExclusiveStartKey: after,
        Limit: limit,
        ConsistentRead: consistent,
      });
      units.read += answer.ConsumedCapacity?.CapacityUnits ?? 0;
      return { items: known(answer.Items), last: answer.LastEvaluatedKey ?? null };
    },

    async transact(writes) {
      const [only] = writes;
      if (only && writes.length === 1 && !("check" in only)) return writeOne(only);
      // One for all tries: a try that was committed and whose answer was lost is not taken for someone else's.
      const ClientRequestToken = randomUUID();
      for (let attempt = 0; ; attempt++) {
        try {
          const answer = await calls.transactWriteItems({
            TransactItems: writes.map((write) => toTransactItem(write, name, shapes.schema)),
            ReturnConsumedCapacity: "TOTAL",
            ClientRequestToken,
          });
          for (const each of answer.ConsumedCapacity ?? []) units.write += each.CapacityUnits ?? 0;
          return;
        } catch (error) {
          const reasons = cancellationReasons(error);
          const lost = reasons.flatMap((code, i) => (code === "ConditionalCheckFailed" ? [i] : []));
          if (lost.length > 0) throw lostBy(writes, lost);
          // Someone else's transaction held one of the items, or the partition was busy: nothing was written.
          if (reasons.length === 0 || attempt >= MOST_TRIES) throw error;
          await pause(attempt);
        }
      }
    },
  };
}

function cancellationReasons(error: unknown): string[] {
  if (!(error instanceof Error) || error.name !== "TransactionCanceledException") return [];
  const { CancellationReasons: reasons } = error as { CancellationReasons?: { Code?: string }[] };
  return (reasons ?? []).map(({ Code }) => Code ?? "None");
}

/** Everything in a range, page after page. */
export async function* everything(table: Table, range: Range): AsyncGenerator<Item> {
  let after: Page["last"] = null;
  do {
    const page: Page = await table.query({ ...range, ...(after && { after }) });
    yield* page.items;
    after = page.last;
  } while (after);
}
