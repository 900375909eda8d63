import { loadMunicipality } from "../municipalities/store.ts";
import type { Operation } from "../platform/contract.ts";
import { mustMatch } from "../platform/http.ts";
import { idFor } from "../platform/naming.ts";
import { given, inLanguage } from "../platform/shapes.ts";
import type { places } from "./routes.ts";
import { placeStore } from "./store.ts";

export { createUse, deleteUse, getUse, listUses } from "./uses.ts";

type Chart = typeof places;

export const listPlaces: Operation<Chart["listPlaces"]> = async ({ path, query }, { table }) => {
  await loadMunicipality(table, path.municipality, "eventually");
  return { status: 200, body: await placeStore.page(table, path.municipality, query) };
};

export const createPlace: Operation<Chart["createPlace"]> = async ({ path, body }, { table, commit }) => {
  const { municipality } = path;
  const { language } = await loadMunicipality(table, municipality, "eventually");
  const name = inLanguage(language, body.name);
  const notes = inLanguage(language, body.notes);
  const place = { ...body, id: idFor(body.id, name), municipality, name, notes, version: 1 };
  const location = `/v1/municipalities/${municipality}/places/${place.id}`;
  return commit({ status: 201, body: place, location }, [placeStore.putNew(place)], { place: place.id });
};

export const getPlace: Operation<Chart["getPlace"]> = async ({ path }, { table }) => ({
  status: 200,
  body: await placeStore.load(table, path.municipality, path.place),
});

export const updatePlace: Operation<Chart["updatePlace"]> = async (
  { path, body, ifMatch },
  { table, commit },
) => {
  const [{ language }, before] = await Promise.all([
    loadMunicipality(table, path.municipality, "eventually"),
    placeStore.load(table, path.municipality, path.place),
  ]);
  mustMatch(ifMatch, before.version);
  const texts = { name: inLanguage(language, body.name), notes: inLanguage(language, body.notes) };
  const after = { ...before, ...given({ ...body, ...texts }), version: before.version + 1 };
  return commit({ status: 200, body: after }, [placeStore.put(after, before.version)], {
    place: after.id,
    version: after.version,
  });
};
