import { Refusal } from "../errors.ts";
import { cursorOf, sortKeyIn } from "../platform/cursor.ts";
import { everything } from "../platform/dynamo.ts";
import type { Item, Table } from "../platform/dynamo.ts";
import type { Write } from "../platform/writes.ts";
import { keys } from "../table.ts";
import { EntityEntry, StoredEntity } from "./model.ts";

export const noSuchEntity = (town: string, id: string): Refusal =>
  new Refusal(
    "not-found",
    `There is no entity '${id}' in '${town}': see /v1/municipalities/${town}/entities.`,
  );

/** 404 when there is no such entity in this town. */
export async function loadEntity(table: Table, town: string, id: string): Promise<StoredEntity> {
  const entity = await findEntity(table, { municipality: town, id });
  if (!entity) throw noSuchEntity(town, id);
  return entity;
}

export async function findEntity(
  table: Table,
  { municipality, id }: { readonly municipality: string; readonly id: string },
): Promise<StoredEntity | null> {
  const item = await table.get(keys.entity(municipality, id));
  return item ? StoredEntity.parse(item) : null;
}

/** Those of these entities, of whatever town, that are there. */
export async function loadEntities(
  table: Table,
  wanted: readonly { readonly municipality: string; readonly id: string }[],
): Promise<StoredEntity[]> {
  const places = new Map(wanted.map((each) => [`${each.municipality} ${each.id}`, each]));
  const items = await table.getMany(
    [...places.values()].map(({ municipality, id }) => keys.entity(municipality, id)),
  );
  return items.map((item) => StoredEntity.parse(item));
}

/** An entity's partition: itself, its relations, its seats; with those that are over, or without. */
export async function entityItems(
  table: Table,
  town: string,
  id: string,
  withPast: boolean,
): Promise<Item[]> {
  const items: Item[] = [];
  const range = { ...keys.entityPage(town, id, withPast), consistent: true };
  for await (const item of everything(table, range)) items.push(item);
  return items;
}

/** Lines of a town's list by id, a page of them, and the cursor of the next. */
export async function entityPage(
  table: Table,
  town: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ items: EntityEntry[]; cursor: string | null }> {
  const within = keys.entities(town);
  const { items, last } = await table.query({
    ...within,
    limit,
    ...(cursor !== undefined && { after: { pk: within.pk, sk: sortKeyIn(cursor, {}) } }),
  });
  return {
    items: items.map((item) => EntityEntry.parse({ ...item, id: item.sk })),
    cursor: cursorOf(last, "sk"),
  };
}

/** The writes of an entity and its line of the list. */
export function entityWrites(before: StoredEntity | null, after: StoredEntity): Write[] {
  const { municipality: town, id, name, formerNames, kind, from, until, recorded } = after;
  return [
    {
      put: { ...keys.entity(town, id), ...after },
      ...(before
        ? { when: { is: { version: before.version } } }
        : {
            when: "absent" as const,
            otherwise: new Refusal(
              "already-exists",
              `The entity '${id}' is there already: choose another id.`,
            ),
          }),
    },
    {
      put: {
        ...keys.entityEntry(town, id),
        name,
        recorded,
        ...(formerNames.length > 0 && { formerNames }),
        ...(kind !== null && { kind }),
        ...(from !== null && { from }),
        ...(until !== null && { until }),
      },
    },
  ];
}
