import { Refusal } from "../errors.ts";
import { catalogueOf } from "../catalogue/store.ts";
import type { Table } from "../platform/dynamo.ts";
import type { Write } from "../platform/writes.ts";
import { keys } from "../table.ts";
import { Place, Use } from "./model.ts";

export const placeStore = catalogueOf("place", Place);

/** 404 when the room has no such use, or no more. */
export async function loadUse(table: Table, town: string, place: string, id: string): Promise<Use> {
  const item = await table.get(keys.use(town, place, id));
  if (!item) throw new Refusal("not-found", `The place '${place}' in '${town}' has no use '${id}'.`);
  return Use.parse(item);
}

/** Those of these uses of a room that are there. */
export const loadUses = async (
  table: Table,
  town: string,
  place: string,
  ids: readonly string[],
): Promise<Use[]> =>
  (await table.getMany(ids.map((id) => keys.use(town, place, id)))).map((item) => Use.parse(item));

const keyOf = ({ municipality, place, id }: Use) => keys.use(municipality, place, id);

export const putNewUse = (use: Use): Write => ({
  put: { ...keyOf(use), ...use },
  when: "absent",
});

export const removeUse = (use: Use): Write => ({
  remove: keyOf(use),
  when: { is: { version: use.version } },
});
