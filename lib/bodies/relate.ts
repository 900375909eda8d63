import { badInput, Refusal } from "../errors.ts";
import type { Operation } from "../platform/contract.ts";
import type { Table } from "../platform/dynamo.ts";
import { mustMatch } from "../platform/http.ts";
import { given } from "../platform/shapes.ts";
import { dateAt } from "../platform/zone.ts";
import { isOrdered, isOver, ORDER } from "../platform/validity.ts";
import { relationId, relationOf, StoredRelation } from "./relation-model.ts";
import {
  findRelation,
  missingElement,
  relationItems,
  relationWrites,
  shownRelation,
  targetIsThere,
} from "./relation-store.ts";
import type { bodies } from "./routes.ts";
import { loadBody } from "./store.ts";
import { keys } from "../table.ts";

type Chart = typeof bodies;

export const listRelations: Operation<Chart["listRelations"]> = async ({ path, query }, { table, now }) => {
  const { municipality, body: id } = path;
  const body = await loadBody(table, municipality, id);
  const day = query.at ?? dateAt(now, body.timeZone);
  const items = [];
  for await (const item of relationItems(table, municipality, id)) {
    const relation = shownRelation(item, day);
    if (relation.inForce !== "no") items.push(relation);
  }
  return { status: 200, body: { items, cursor: null } };
};

export const getRelation: Operation<Chart["getRelation"]> = async ({ path, query }, { table, now }) => {
  const { municipality, body: id, relation } = path;
  const [body, found] = await Promise.all([
    loadBody(table, municipality, id),
    findRelation(table, municipality, id, relationOf(relation)),
  ]);
  if (!found) throw noSuchRelation(id, relation);
  return { status: 200, body: shownItem(found, query.at ?? dateAt(now, body.timeZone)) };
};

const noSuchRelation = (body: string, relation: string): Refusal =>
  new Refusal("not-found", `'${body}' has no relation '${relation}'.`);

export const createRelation: Operation<Chart["createRelation"]> = async (
  { path, body: input },
  { table, commit, now },
) => {
  const { municipality, body: id } = path;
  const [body, before] = await Promise.all([
    loadBody(table, municipality, id),
    findRelation(table, municipality, id, input),
  ]);
  const today = dateAt(now, body.timeZone);
  if (before && !isOver(before, today))
    throw new Refusal(
      "already-exists",
      `This relation is there already: change it at …/relations/${relationId(before)}.`,
    );
  const after: StoredRelation = {
    ...input,
    municipality,
    body: id,
    recorded: today,
    earlier: before ? [...before.earlier, intervalOf(before)] : [],
    version: (before?.version ?? 0) + 1,
  };
  await mustFitIn(table, after, today);
  return commit(
    { status: 201, body: shownItem(after, today), location: addressOf(after) },
    [...relationWrites(before, after), targetIsThere(municipality, input.to)],
    { body: id, relation: relationId(after) },
  );
};

export const updateRelation: Operation<Chart["updateRelation"]> = async (
  { path, body: patch, ifMatch },
  { table, commit, now },
) => {
  const { municipality, body: id, relation } = path;
  const [body, before] = await Promise.all([
    loadBody(table, municipality, id),
    findRelation(table, municipality, id, relationOf(relation)),
  ]);
  if (!before) throw noSuchRelation(id, relation);
  mustMatch(ifMatch, before.version);
  const { element, ...interval } = patch;
  const { element: had, ...to } = before.to;
  const named = element === undefined ? had : (element ?? undefined);
  const after = {
    ...before,
    ...given(interval),
    to: { ...to, ...(named !== undefined && { element: named }) },
    version: before.version + 1,
  };
  if (!isOrdered(after)) throw badInput([["$.until", ORDER]]);
  const today = dateAt(now, body.timeZone);
  await mustFitIn(table, after, today);
  return commit({ status: 200, body: shownItem(after, today) }, relationWrites(before, after), {
    body: id,
    relation,
    version: after.version,
  });
};

const intervalOf = ({ from, until, recorded, act }: StoredRelation) => ({ from, until, recorded, act });

const addressOf = (relation: StoredRelation): string =>
  `/v1/municipalities/${relation.municipality}/bodies/${relation.body}/relations/${relationId(relation)}`;

const shownItem = (relation: StoredRelation, day: string) => {
  const { municipality, body, kind, to } = relation;
  return shownRelation({ ...keys.relation(municipality, body, kind, to.type, to.id), ...relation }, day);
};

const MOST_LEVELS = 10;

/** 400 when a body would be part of itself, or of a plan's element that is not there. */
async function mustFitIn(
  table: Table,
  { municipality: town, body, kind, to }: StoredRelation,
  today: string,
): Promise<void> {
  const missing = await missingElement(table, town, to);
  if (missing !== null) throw badInput([["$.to.element", missing]]);
  if (to.type !== "body") return;
  if (to.id === body) throw badInput([["$.to.id", "is the body itself"]]);
  if (kind !== "part-of") return;
  let level = [to.id];
  const seen = new Set(level);
  for (let i = 0; i < MOST_LEVELS && level.length > 0; i++) {
    const above = await Promise.all(level.map((each) => wholesOf(table, town, each, today)));
    level = [...new Set(above.flat())].filter((each) => !seen.has(each));
    for (const each of level) seen.add(each);
    if (seen.has(body)) throw badInput([["$.to.id", "would lead back to the body itself"]]);
  }
}

/** The bodies that one is part of, or is to be: whatever is not over. */
async function wholesOf(table: Table, town: string, body: string, today: string): Promise<string[]> {
  const wholes: string[] = [];
  for await (const item of relationItems(table, town, body)) {
    const relation = StoredRelation.parse(item);
    const isOwn = relation.body === body;
    if (isOwn && relation.kind === "part-of" && !isOver(relation, today)) wholes.push(relation.to.id);
  }
  return wholes;
}
