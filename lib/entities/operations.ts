import type { z } from "zod";
import { endingsOf } from "../bodies/ending.ts";
import type { Endings } from "../bodies/ending.ts";
import { shownRelation } from "../bodies/relation-store.ts";
import { nameOn } from "../bodies/show.ts";
import { badInput } from "../errors.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import { dayAsked } from "../municipalities/today.ts";
import type { Operation } from "../platform/contract.ts";
import { mustMatch } from "../platform/http.ts";
import { idFor } from "../platform/naming.ts";
import { given, inLanguage } from "../platform/shapes.ts";
import { holds, isOrdered, ORDER } from "../platform/validity.ts";
import { dateAt } from "../platform/zone.ts";
import { keys } from "../table.ts";
import { territoryStore } from "../territories/store.ts";
import { heldOn, townsOf } from "./held.ts";
import type { EntityPatch } from "./input-model.ts";
import { StoredEntity } from "./model.ts";
import type { entities } from "./routes.ts";
import { entityItems, entityPage, entityWrites, loadEntity, noSuchEntity } from "./store.ts";

type Chart = typeof entities;

export const listEntities: Operation<Chart["listEntities"]> = async ({ path, query }, { table, now }) => {
  const { municipality: town } = path;
  const [day, { items, cursor }] = await Promise.all([
    dayAsked(table, town, query.at, now),
    entityPage(table, town, query),
  ]);
  const briefs = items.map(({ from = null, until = null, kind = null, ...entry }) => ({
    id: entry.id,
    municipality: town,
    name: nameOn(entry, day),
    kind,
    inForce: holds({ from, until, recorded: entry.recorded }, day),
  }));
  return { status: 200, body: { items: briefs.filter(({ inForce }) => inForce !== "no"), cursor } };
};

export const createEntity: Operation<Chart["createEntity"]> = async (
  { path, body },
  { table, commit, now },
) => {
  const { municipality } = path;
  const { language, timeZone } = await loadMunicipality(table, municipality, "eventually");
  const texts = textsOf(language, body);
  const id = idFor(body.id, texts.name ?? {});
  const recorded = dateAt(now, timeZone);
  const fixed = { id, municipality, timeZone, formerNames: [], recorded, version: 1 };
  const created = StoredEntity.parse({ ...body, ...texts, ...fixed });
  return commit(
    {
      status: 201,
      body: publicEntity(created),
      location: `/v1/municipalities/${municipality}/entities/${id}`,
    },
    [
      ...entityWrites(null, created),
      ...(created.territory === null ? [] : [territoryStore.mustBeThere(municipality, created.territory)]),
    ],
    { entity: id },
  );
};

/** One Query of its partition; where a body of the town is being dissolved, its seats are shown as over. */
export const getEntity: Operation<Chart["getEntity"]> = async ({ path, query }, { table, now }) => {
  const { municipality: town, entity: id } = path;
  const items = await entityItems(table, town, id, query.at !== undefined);
  const own = items.find(({ sk }) => sk === keys.entity(town, id).sk);
  if (!own) throw noSuchEntity(town, id);
  const entity = StoredEntity.parse(own);
  const day = query.at ?? dateAt(now, entity.timeZone);
  const endings = new Map<string, Endings>();
  for (const each of townsOf(items)) endings.set(each, await endingsOf(table, each));
  const relations = items
    .filter(({ sk }) => sk.startsWith(keys.inversesOf(town, "entity", id).prefix))
    .map((item) => shownRelation(item, day))
    .filter(({ inForce }) => inForce !== "no");
  return {
    status: 200,
    body: {
      ...publicEntity(entity),
      name: nameOn(entity, day),
      at: day,
      inForce: holds(entity, day),
      seats: heldOn(items, { endings, day }),
      relations,
    },
  };
};

export const updateEntity: Operation<Chart["updateEntity"]> = async (
  { path, body: { since, ...patch }, ifMatch },
  { table, commit },
) => {
  const { municipality: town, entity: id } = path;
  const [{ language }, before] = await Promise.all([
    loadMunicipality(table, town, "eventually"),
    loadEntity(table, town, id),
  ]);
  mustMatch(ifMatch, before.version);
  const formerNames =
    since === undefined ? before.formerNames : [...before.formerNames, { name: before.name, until: since }];
  const after = {
    ...before,
    ...given({ ...patch, ...textsOf(language, patch) }),
    formerNames,
    version: before.version + 1,
  };
  const faults: [string, string][] = isOrdered(after) ? [] : [["$.until", ORDER]];
  const lastUntil = before.formerNames.at(-1)?.until;
  if (since !== undefined && lastUntil && since <= lastUntil)
    faults.push(["$.since", `must be after ${lastUntil}, since when it has its present name`]);
  if (faults.length > 0) throw badInput(faults);
  const { territory } = after;
  return commit(
    { status: 200, body: publicEntity(after) },
    [
      ...entityWrites(before, after),
      ...(territory === null || territory === before.territory
        ? []
        : [territoryStore.mustBeThere(town, territory)]),
    ],
    { entity: id, version: after.version },
  );
};

function publicEntity(stored: StoredEntity) {
  const { timeZone: _, ...entity } = stored;
  return entity;
}

/** The texts of an input in the town's language where they were bare strings. */
const textsOf = (
  language: string,
  { name, alternateNames, description }: Omit<z.output<typeof EntityPatch>, "since">,
) => ({
  name: inLanguage(language, name),
  alternateNames: alternateNames?.map((each) => inLanguage(language, each)),
  description: inLanguage(language, description),
});
