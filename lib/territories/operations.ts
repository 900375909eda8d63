import { badInput } from "../errors.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import type { Operation } from "../platform/contract.ts";
import type { Table } from "../platform/dynamo.ts";
import { mustMatch } from "../platform/http.ts";
import { idFor } from "../platform/naming.ts";
import { given, inLanguage } from "../platform/shapes.ts";
import type { Territory } from "./model.ts";
import type { territories } from "./routes.ts";
import { territoryStore } from "./store.ts";

type Chart = typeof territories;

export const listTerritories: Operation<Chart["listTerritories"]> = async ({ path, query }, { table }) => {
  const page = await territoryStore.page(table, path.municipality, query);
  if (page.items.length === 0) await loadMunicipality(table, path.municipality); // an unknown town is not an empty one
  return { status: 200, body: page };
};

export const createTerritory: Operation<Chart["createTerritory"]> = async (
  { path, body },
  { table, commit },
) => {
  const { municipality } = path;
  const { language } = await loadMunicipality(table, municipality, "eventually");
  const name = inLanguage(language, body.name);
  const territory = { ...body, id: idFor(body.id, name), municipality, name, version: 1 };
  await mustNest(table, territory);
  return commit(
    {
      status: 201,
      body: territory,
      location: `/v1/municipalities/${municipality}/territories/${territory.id}`,
    },
    [territoryStore.putNew(territory)],
    { territory: territory.id },
  );
};

export const getTerritory: Operation<Chart["getTerritory"]> = async ({ path }, { table }) => ({
  status: 200,
  body: await territoryStore.load(table, path.municipality, path.territory),
});

export const updateTerritory: Operation<Chart["updateTerritory"]> = async (
  { path, body, ifMatch },
  { table, commit },
) => {
  const [{ language }, before] = await Promise.all([
    loadMunicipality(table, path.municipality, "eventually"),
    territoryStore.load(table, path.municipality, path.territory),
  ]);
  mustMatch(ifMatch, before.version);
  const after = {
    ...before,
    ...given({ ...body, name: inLanguage(language, body.name) }),
    version: before.version + 1,
  };
  await mustNest(table, after);
  return commit({ status: 200, body: after }, [territoryStore.put(after, before.version)], {
    territory: after.id,
    version: after.version,
  });
};

const MOST_LEVELS = 10;

/** 400 when what it is within is not there, or is within itself. */
async function mustNest(table: Table, { id, municipality, within }: Territory): Promise<void> {
  let outer = within;
  for (let level = 0; outer !== null; level++) {
    if (outer === id || level === MOST_LEVELS)
      throw badInput([["$.within", "must not lead back to the territory itself"]]);
    const found = await territoryStore.find(table, municipality, outer);
    if (!found) throw badInput([["$.within", `there is no territory '${outer}': take it in first`]]);
    outer = found.within;
  }
}
