import { eachBody } from "../bodies/store.ts";
import { StoredEntity } from "../entities/model.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import { eachPerson } from "../people/store.ts";
import type { StoredPerson } from "../people/model.ts";
import { everything } from "../platform/dynamo.ts";
import type { Table } from "../platform/dynamo.ts";
import type { Title } from "../platform/shapes.ts";
import { keys } from "../table.ts";
import { Territory } from "../territories/model.ts";
import { plain } from "./csv-columns.ts";

/** Something that a sheet may name: its id, and all that it is called or was. */
export interface Known {
  readonly id: string;
  readonly names: readonly string[];
}

const namesIn = (...titles: readonly Title[]): string[] =>
  titles.flatMap((title) => Object.values(title).map(plain));

/** The ids that may be meant: the one that is said, else all that are called so. */
export function lookup(known: readonly Known[], said: string): string[] {
  const named = known.filter(({ names }) => names.includes(plain(said)));
  return known.some(({ id }) => id === said) ? [said] : named.map(({ id }) => id);
}

/** What a sheet of a town may name. */
export interface KnownTown {
  readonly town: string;
  readonly language: string;
  readonly bodies: readonly Known[];
  readonly territories: readonly Known[];
  /** Grows with what a sheet brings. */
  readonly entities: Known[];
  readonly people: readonly StoredPerson[];
}

export async function knownTown(table: Table, town: string): Promise<KnownTown> {
  const { language } = await loadMunicipality(table, town);
  const found = { bodies: [] as Known[], territories: [] as Known[], entities: [] as Known[] };
  for await (const { id, name, formerNames } of eachBody(table, town))
    found.bodies.push({ id, names: namesIn(name, ...formerNames.map((each) => each.name)) });
  for await (const item of everything(table, keys.catalogueOf(town, "territory"))) {
    const { id, name } = Territory.parse(item);
    found.territories.push({ id, names: namesIn(name) });
  }
  const ids: string[] = [];
  for await (const { sk } of everything(table, keys.entities(town))) ids.push(sk);
  for (const item of await table.getMany(ids.map((id) => keys.entity(town, id)))) {
    const { id, name, alternateNames, formerNames } = StoredEntity.parse(item);
    const others = formerNames.map((each) => each.name);
    found.entities.push({ id, names: namesIn(name, ...alternateNames, ...others) });
  }
  const people: StoredPerson[] = [];
  for await (const person of eachPerson(table, town)) people.push(person);
  return { town, language, people, ...found };
}
