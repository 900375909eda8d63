import { Refusal } from "../errors.ts";
import { cursorOf, sortKeyIn } from "../platform/cursor.ts";
import { everything } from "../platform/dynamo.ts";
import type { Table } from "../platform/dynamo.ts";
import type { Write } from "../platform/writes.ts";
import { keys } from "../table.ts";
import { StoredPerson } from "./model.ts";

export async function findPerson(table: Table, town: string, id: string): Promise<StoredPerson | null> {
  const item = await table.get(keys.person(town, id));
  return item ? StoredPerson.parse(item) : null;
}

/** 404 when there is no such person in this town, or no more. */
export async function loadPerson(table: Table, town: string, id: string): Promise<StoredPerson> {
  const person = await findPerson(table, town, id);
  if (!person) throw new Refusal("not-found", `There is no person '${id}' in '${town}'.`);
  return person;
}

/** Those of these people who are there. */
export const loadPeople = async (
  table: Table,
  town: string,
  ids: readonly string[],
): Promise<StoredPerson[]> =>
  (await table.getMany(ids.map((id) => keys.person(town, id)))).map((item) => StoredPerson.parse(item));

/** The people of a town by id, a page of them, and the cursor of the next. */
export async function personPage(
  table: Table,
  town: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
) {
  const within = keys.people(town);
  const { items, last } = await table.query({
    ...within,
    limit,
    ...(cursor !== undefined && { after: { pk: within.pk, sk: sortKeyIn(cursor, within) } }),
  });
  return { items: items.map((item) => StoredPerson.parse(item)), cursor: cursorOf(last, "sk") };
}

/** All people of a town. */
export async function* eachPerson(table: Table, town: string): AsyncGenerator<StoredPerson> {
  for await (const item of everything(table, keys.people(town))) yield StoredPerson.parse(item);
}

const keyOf = ({ municipality, id }: StoredPerson) => keys.person(municipality, id);

export const putNewPerson = (person: StoredPerson): Write => ({
  put: { ...keyOf(person), ...person },
  when: "absent",
});

export const putPerson = (person: StoredPerson, versionRead: number): Write => ({
  put: { ...keyOf(person), ...person },
  when: { is: { version: versionRead } },
});

export const removePerson = (person: StoredPerson): Write => ({
  remove: keyOf(person),
  when: { is: { version: person.version } },
});
