import { catalogueOf } from "../catalogue/store.ts";
import type { Table } from "../platform/dynamo.ts";
import { idIn, keys } from "../table.ts";
import { StoredChallenge } from "./model.ts";

export const challengeStore = catalogueOf("challenge", StoredChallenge);

/** Those of these ids that are no challenge of the town. */
export async function missingChallenges(
  table: Table,
  town: string,
  ids: readonly string[],
): Promise<Set<string>> {
  const named = new Set(ids);
  const found = await table.getMany([...named].map((id) => keys.catalogue(town, "challenge", id)));
  for (const { sk } of found) named.delete(idIn(sk));
  return named;
}
