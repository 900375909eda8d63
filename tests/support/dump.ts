import { ScanCommand } from "@aws-sdk/lib-dynamodb";
import { documentClient } from "../../lib/local/sdk-calls.ts";
import { localClient } from "../../lib/local/store.ts";
import type { IndexName } from "../../lib/table.ts";

export type Row = Readonly<Record<string, unknown>> & { readonly pk: string; readonly sk: string };

/** Every item of a table, or of an index of it, by key: looked at from outside, with a plain client. */
export async function rowsOf(endpoint: string, table: string, index?: IndexName): Promise<Row[]> {
  const client = documentClient(localClient(endpoint));
  const rows: Row[] = [];
  let after: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({
        TableName: table,
        IndexName: index,
        ExclusiveStartKey: after,
        ConsistentRead: !index,
      }),
    );
    rows.push(...((page.Items ?? []) as Row[]));
    after = page.LastEvaluatedKey;
  } while (after);
  client.destroy();
  return rows.toSorted((a, b) => order(a.pk, b.pk) || order(a.sk, b.sk));
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** One line a row, without what says when and how often something was tried: to hold two histories against each other. */
export const dumpOf = (rows: readonly Row[]): string[] =>
  rows
    .filter(({ pk }) => !/^(?:AUDIT|IDEMPOTENCY)#/.test(pk))
    .map((row) =>
      JSON.stringify(sorted({ ...row, at: 0, updatedAt: 0, listed: withoutTime(row["listed"]) })),
    );

const withoutTime = (listed: unknown): unknown =>
  typeof listed === "object" ? { ...listed, updatedAt: 0 } : listed;

/** The same attributes are the same, in whatever order they were stored. */
export function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => order(a, b))
      .map(([name, each]) => [name, sorted(each)]),
  );
}
