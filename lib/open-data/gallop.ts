import type { Item, Table } from "../platform/dynamo.ts";
import type { Key } from "../table.ts";

/** Nobody numbers more than that in one session: versions of its minutes, agreements. */
const MOST_EACH = 255;

/**
 * What stands numbered from 1 without gaps in several partitions, by what it belongs to: asked for by batches, the first
 * of each, the second, then of those that went on as many more as there were. However many the owners, a dozen are five
 * rounds; and one of each, which is the rule, costs one key more that is not there.
 */
export async function numbered(
  table: Table,
  owners: readonly string[],
  keyOf: (owner: string, n: number) => Key,
): Promise<ReadonlyMap<string, readonly Item[]>> {
  const found = new Map<string, Item[]>(owners.map((owner) => [owner, []]));
  let going = [...found.keys()];
  let from = 1;
  while (going.length > 0 && from <= MOST_EACH) {
    const [first, width] = [from, Math.max(1, from - 1)];
    const wanted = going.map((owner) => Array.from({ length: width }, (_, i) => keyOf(owner, first + i)));
    const items = await table.getMany(wanted.flat());
    const byKey = new Map(items.map((item) => [`${item.pk} ${item.sk}`, item]));
    const got = wanted.map((its) => its.flatMap(({ pk, sk }) => byKey.get(`${pk} ${sk}`) ?? []));
    for (const [i, owner] of going.entries()) found.get(owner)?.push(...(got[i] ?? []));
    going = going.filter((_, i) => got[i]?.length === width);
    from += width;
  }
  return found;
}
