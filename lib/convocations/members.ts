import { loadEntities } from "../entities/store.ts";
import type { Addressee } from "../ledger/model.ts";
import type { StoredPerson } from "../people/model.ts";
import { loadPeople } from "../people/store.ts";
import type { Table } from "../platform/dynamo.ts";
import type { Title } from "../platform/shapes.ts";
import { holds } from "../platform/validity.ts";
import { addresseeOf } from "../seats/addressee.ts";
import type { StoredSeat } from "../seats/model.ts";
import { eachSeat } from "../seats/store.ts";

/** Someone who has to be told of a session. */
export interface Member {
  readonly seat: string;
  readonly tenure: number;
  readonly label: Title | null;
  readonly addressee: Exclude<Addressee, { everyone: true }>;
  /** Null: the letter is printed. */
  readonly email: string | null;
  /** Where they live, as a calendar area; null: not known, or no person. */
  readonly residence: string | null;
}

/** Members whose people and entities are read together, and whose notices are written together: two writes each. */
export const AT_ONCE = 45;

/** Whoever has to be told of a session on a day, some at a time: memory holds one group, however many there are. */
export async function* membersOn(
  table: Table,
  town: string,
  body: string,
  day: string,
): AsyncGenerator<Member[]> {
  let group: [StoredSeat, Member["addressee"]][] = [];
  for await (const seat of eachSeat(table, town, body)) {
    const addressee = holds(seat, day) === "no" ? null : addresseeOf(seat, day);
    if (!addressee) continue;
    group.push([seat, addressee]);
    if (group.length < AT_ONCE) continue;
    yield await withAddresses(table, town, group);
    group = [];
  }
  if (group.length > 0) yield await withAddresses(table, town, group);
}

async function withAddresses(
  table: Table,
  town: string,
  group: readonly [StoredSeat, Member["addressee"]][],
): Promise<Member[]> {
  const people = group.flatMap(([, addressee]) => ("person" in addressee ? [addressee.person] : []));
  const entities = group.flatMap(([, addressee]) => ("entity" in addressee ? [addressee.entity] : []));
  const [foundPeople, foundEntities] = await Promise.all([
    loadPeople(table, town, [...new Set(people)]),
    loadEntities(table, entities),
  ]);
  const byId = new Map<string, StoredPerson>(foundPeople.map((person) => [person.id, person]));
  return group.flatMap(([{ id: seat, tenure, label }, addressee]) => {
    const common = { seat, tenure, label, addressee };
    if ("person" in addressee) {
      const person = byId.get(addressee.person);
      // Erased a moment ago: the seat is about to be emptied.
      return person ? [{ ...common, email: person.email, residence: person.residence }] : [];
    }
    const { entity } = addressee;
    const found = foundEntities.find(
      ({ municipality, id }) => municipality === entity.municipality && id === entity.id,
    );
    return [{ ...common, email: found?.contact?.email ?? null, residence: null }];
  });
}
