import { Refusal } from "../errors.ts";
import { cursorOf, sortKeyIn } from "../platform/cursor.ts";
import type { Table } from "../platform/dynamo.ts";
import { everything } from "../platform/dynamo.ts";
import type { Write } from "../platform/writes.ts";
import { flat, keys, positions, SCHEMA } from "../table.ts";
import { Body, BodyBrief } from "./model.ts";

/** 404 when there is no such body in this town. */
export async function loadBody(table: Table, town: string, id: string): Promise<Body> {
  const found = await table.get(keys.body(town, id));
  if (!found)
    throw new Refusal(
      "not-found",
      `There is no body '${id}' in '${town}': see /v1/municipalities/${town}/bodies.`,
    );
  return Body.parse(flat(found));
}

/** The bodies of a town by kind and id, a page of them, and the cursor of the next. */
export async function bodyPage(
  table: Table,
  town: string,
  { kind, limit, cursor }: { kind?: string | undefined; limit: number; cursor?: string | undefined },
) {
  const { gsi2pk } = keys.bodies(town);
  const within = kind === undefined ? {} : { prefix: keys.bodies(town, kind).gsi2sk };
  const { items, last } = await table.query({
    index: "gsi2",
    pk: gsi2pk,
    ...within,
    limit,
    ...(cursor !== undefined && { after: positions.body(town, sortKeyIn(cursor, within)) }),
  });
  return { items: items.map((each) => BodyBrief.parse(flat(each))), cursor: cursorOf(last, "gsi2sk") };
}

/** All bodies of a town, as a list shows them. */
export async function* eachBody(table: Table, town: string): AsyncGenerator<BodyBrief> {
  const { gsi2pk } = keys.bodies(town);
  for await (const entry of everything(table, { index: "gsi2", pk: gsi2pk }))
    yield BodyBrief.parse(flat(entry));
}

function item(body: Body) {
  const { id, municipality, name, kind, version, ...rest } = body;
  const place = { ...keys.body(municipality, id), ...keys.bodies(municipality, kind, id), schema: SCHEMA };
  return { ...place, version, listed: { id, municipality, name, kind }, ...rest };
}

export const putNewBody = (body: Body): Write => ({
  put: item(body),
  when: "absent",
  otherwise: new Refusal("already-exists", `The body '${body.id}' is there already: choose another id.`),
});

export const putBody = (body: Body, versionRead: number): Write => ({
  put: item(body),
  when: { is: { version: versionRead } },
});
