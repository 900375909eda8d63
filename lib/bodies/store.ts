import { Refusal } from "../errors.ts";
import { cursorOf, sortKeyIn } from "../platform/cursor.ts";
import { everything } from "../platform/dynamo.ts";
import type { Page, Table } from "../platform/dynamo.ts";
import type { Write } from "../platform/writes.ts";
import { keys } from "../table.ts";
import { BodyEntry } from "./list-model.ts";
import { StoredBody } from "./model.ts";
import { lifeOf } from "./show.ts";

export async function findBody(table: Table, town: string, id: string): Promise<StoredBody | null> {
  const found = await table.get(keys.body(town, id));
  return found ? StoredBody.parse(found) : null;
}

export const noSuchBody = (town: string, id: string): Refusal =>
  new Refusal("not-found", `There is no body '${id}' in '${town}': see /v1/municipalities/${town}/bodies.`);

/** 404 when there is no such body in this town. */
export async function loadBody(table: Table, town: string, id: string): Promise<StoredBody> {
  const found = await findBody(table, town, id);
  if (!found) throw noSuchBody(town, id);
  return found;
}

/** Those of these bodies that are there. */
export const loadBodies = async (table: Table, town: string, ids: readonly string[]): Promise<StoredBody[]> =>
  (await table.getMany([...new Set(ids)].map((id) => keys.body(town, id)))).map((item) =>
    StoredBody.parse(item),
  );

/** An entry as it is stored: its key holds kind and id. */
export const entryOf = (item: { readonly sk: string }): BodyEntry => {
  const [kind, id] = item.sk.split("#");
  return BodyEntry.parse({ ...item, kind, id });
};

/** Lines of a town's list that pass, by kind and id, a page of them, and the cursor of the next. */
export async function bodyPage(
  table: Table,
  town: string,
  { kind, limit, cursor }: { kind?: string | undefined; limit: number; cursor?: string | undefined },
  passes: (entry: BodyEntry) => boolean,
): Promise<{ items: BodyEntry[]; cursor: string | null }> {
  const within = keys.bodies(town, kind);
  const items: (BodyEntry & { readonly sk: string })[] = [];
  let after: Page["last"] = cursor === undefined ? null : { pk: within.pk, sk: sortKeyIn(cursor, within) };
  do {
    // One more than is shown: it tells whether there is a next page.
    const page: Page = await table.query({ ...within, limit: limit + 1, ...(after && { after }) });
    for (const item of page.items) {
      const entry = entryOf(item);
      if (passes(entry)) items.push({ ...entry, sk: item.sk });
    }
    after = page.last;
  } while (after && items.length <= limit);
  const shown = items.slice(0, limit);
  return {
    items: shown,
    cursor: cursorOf(shown.length < items.length ? (shown.at(-1) ?? null) : null, "sk"),
  };
}

/** The line of every body of a town that ever was. */
export async function* eachBody(table: Table, town: string): AsyncGenerator<BodyEntry> {
  for await (const item of everything(table, keys.bodies(town))) yield entryOf(item);
}

function entryItem(body: StoredBody) {
  const { municipality, kind, id, name, formerNames } = body;
  const { from, until } = lifeOf(body);
  return {
    ...keys.bodyEntry(municipality, kind, id),
    name,
    ...(formerNames.length > 0 && { formerNames }),
    ...(from === null ? { recorded: body.recorded } : { from }),
    ...(until !== null && { until }),
    ...(body.territory !== null && { territory: body.territory }),
  };
}

/** The writes that bring a body, its line of the list and what other towns share of it from `before` to `after`. */
export function bodyWrites(before: StoredBody | null, after: StoredBody): Write[] {
  const { municipality: town, kind, id } = after;
  const was = before?.sharedWith ?? [];
  const sharing = (other: string) => keys.shared(other, town, id);
  return [
    {
      put: { ...keys.body(town, id), ...after },
      ...(before
        ? { when: { is: { version: before.version } } }
        : {
            when: "absent" as const,
            otherwise: new Refusal("already-exists", `The body '${id}' is there already: choose another id.`),
          }),
    },
    { put: entryItem(after) },
    ...(before && before.kind !== kind ? [{ remove: keys.bodyEntry(town, before.kind, id) }] : []),
    ...after.sharedWith
      .filter((other) => !was.includes(other))
      .map((other) => ({ put: { ...sharing(other), municipality: town, body: id } })),
    ...was.filter((other) => !after.sharedWith.includes(other)).map((other) => ({ remove: sharing(other) })),
  ];
}

/** Guards what a body may only have while it acts: nobody dissolved it since it was read. */
export const mustStillAct = ({ municipality, id, dissolved }: StoredBody): Write => ({
  check: keys.body(municipality, id),
  when: { is: { dissolved } },
});

/** Guards an event that leaves a body as it is: it is still as it was read. */
export const mustBeAsRead = ({ municipality, id, version }: StoredBody): Write => ({
  check: keys.body(municipality, id),
  when: { is: { version } },
});

/** The bodies of other towns that a town shares. */
export async function* eachShared(
  table: Table,
  town: string,
): AsyncGenerator<{ municipality: string; body: string }> {
  for await (const { municipality, body } of everything(table, keys.sharedWith(town)))
    yield { municipality: String(municipality), body: String(body) };
}
