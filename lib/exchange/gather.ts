import type { z } from "zod";
import { everything } from "../platform/dynamo.ts";
import type { Item, Range, Table } from "../platform/dynamo.ts";
import type { Key } from "../table.ts";

/** A store is asked for so many keys at once: more would wait for a connection in a long row. */
const KEYS_AT_ONCE = 2000;

export function* slices<T>(whole: readonly T[]): Generator<T[]> {
  for (let i = 0; i < whole.length; i += KEYS_AT_ONCE) yield whole.slice(i, i + KEYS_AT_ONCE);
}

/** The items of these keys that are there. */
export async function itemsOf(table: Table, keys: readonly Key[]): Promise<Item[]> {
  const items: Item[] = [];
  for (const some of slices(keys)) items.push(...(await table.getMany(some)));
  return items;
}

/** All that a range holds, strongly consistent, each as its shape has it. */
export async function allOf<S extends z.ZodType>(
  table: Table,
  range: Range,
  schema: S,
): Promise<z.output<S>[]> {
  const found: z.output<S>[] = [];
  for await (const item of everything(table, { ...range, consistent: true })) found.push(schema.parse(item));
  return found;
}

export async function gathered<T>(each: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const one of each) found.push(one);
  return found;
}
