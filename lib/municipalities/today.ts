import type { Table } from "../platform/dynamo.ts";
import { dateAt } from "../platform/zone.ts";
import { loadMunicipality } from "./store.ts";

/** The day that is asked about: `at`, or today on the town's clock. 404 when there is no such town. */
export async function dayAsked(
  table: Table,
  town: string,
  at: string | undefined,
  now: number,
): Promise<string> {
  const { timeZone } = await loadMunicipality(table, town, "eventually");
  return at ?? dateAt(now, timeZone);
}
