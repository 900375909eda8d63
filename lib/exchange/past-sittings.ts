import { isDeepStrictEqual } from "node:util";
import { everything } from "../platform/dynamo.ts";
import type { Item, Table } from "../platform/dynamo.ts";
import { Sitting } from "../platform/sitting.ts";
import type { Write } from "../platform/writes.ts";
import type { StoredSeat } from "../seats/model.ts";
import { recordTenure } from "../seats/store.ts";
import { idIn, keys } from "../table.ts";
import type { PastSitting } from "./document-model.ts";

/**
 * The writes of a tenure that is over, as a town has them whose people are these: the tenure itself with the opaque ids
 * of whoever sat there, and by person only those who were not forgotten since.
 */
export function tenureWrites(seat: StoredSeat, people: ReadonlySet<string>): Write[] {
  const { titular, substitutes } = seat;
  const known = {
    ...seat,
    titular: titular !== null && people.has(titular) ? titular : null,
    substitutes: substitutes.filter(({ person }) => people.has(person)),
  };
  return [...recordTenure(seat).slice(0, 1), ...recordTenure(known).slice(1)];
}

/** A sitting that is over, by person, under the key that its seat gave it. */
export function sittingWrite({ tenure, ...sitting }: PastSitting): Write & { readonly put: Item } {
  const { municipality, person, body, seat, as, until } = sitting;
  const key = keys.satBefore(municipality, person, [body, seat, as], until ?? "", tenure);
  return { put: { ...key, ...sitting }, when: "absent" };
}

/** The sittings of a body that are over and do not follow from its tenures on record. */
export async function unrecordedSittings(
  table: Table,
  {
    town,
    body,
    people,
    past,
  }: { town: string; body: string; people: ReadonlySet<string>; past: readonly StoredSeat[] },
): Promise<PastSitting[]> {
  const recorded = new Map<string, Item>();
  for (const seat of past)
    for (const write of tenureWrites(seat, people))
      if ("put" in write) recorded.set(`${write.put.pk} ${write.put.sk}`, write.put);
  const found: PastSitting[] = [];
  for (const person of people) {
    const first = keys.satBefore(town, person, [body, "", ""], "", 0).sk.replace(/#+000$/, "#");
    const range = { pk: keys.sittings(town, person, true).pk, prefix: first, consistent: true };
    for await (const item of everything(table, range)) {
      const own = recorded.get(`${item.pk} ${item.sk}`);
      if (own && isDeepStrictEqual(Sitting.parse(own), Sitting.parse(item))) continue;
      found.push({ ...Sitting.parse(item), person, tenure: Number(idIn(item.sk)) });
    }
  }
  return found;
}
