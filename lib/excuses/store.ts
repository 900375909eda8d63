import { everything } from "../platform/dynamo.ts";
import type { Table } from "../platform/dynamo.ts";
import type { Write } from "../platform/writes.ts";
import { keys } from "../table.ts";
import { Excuse } from "./model.ts";

type Of = Pick<Excuse, "municipality" | "person" | "session" | "seat">;
const keyOf = ({ municipality, person, session, seat }: Of) =>
  keys.excuse(municipality, person, [session, seat]);

/** Those of these excuses that are there. */
export const loadExcuses = async (table: Table, of: readonly Of[]): Promise<Excuse[]> =>
  (await table.getMany(of.map(keyOf))).map((item) => Excuse.parse(item));

/** All that a person ever gave as a reason and is not forgotten. */
export async function* excusesOf(table: Table, town: string, person: string): AsyncGenerator<Excuse> {
  for await (const item of everything(table, { ...keys.excusesOf(town, person), consistent: true }))
    yield Excuse.parse(item);
}

/** The last one counts, whatever was said before. */
export const putExcuse = (excuse: Excuse): Write => ({
  put: { ...keyOf(excuse), ...excuse },
});

/** Forgets one that may be gone already. */
export const removeExcuse = (of: Of): Write => ({ remove: keyOf(of) });

/** Forgets all of a person's, one after the other: whoever is interrupted begins anew. */
export async function forgetExcuses(table: Table, town: string, person: string): Promise<void> {
  for await (const excuse of excusesOf(table, town, person)) await table.transact([removeExcuse(excuse)]);
}
