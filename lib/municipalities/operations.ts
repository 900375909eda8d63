import { mustMatch } from "../platform/http.ts";
import { cursorOf, sortKeyIn } from "../platform/cursor.ts";
import type { Operation } from "../platform/contract.ts";
import { given, inLanguage } from "../platform/shapes.ts";
import { setTimer } from "../platform/timers.ts";
import { positions } from "../table.ts";
import { lookAgain } from "../calendars/intents.ts";
import type { municipalities } from "./routes.ts";
import {
  leaveLayer,
  loadMunicipality,
  municipalityPage,
  putMunicipality,
  putNewMunicipality,
  useLayer,
} from "./store.ts";

type Chart = typeof municipalities;

export const listMunicipalities: Operation<Chart["listMunicipalities"]> = async ({ query }, { table }) => {
  const after = query.cursor === undefined ? null : sortKeyIn(query.cursor);
  const { items, last } = await municipalityPage(table, {
    limit: query.limit,
    ...(after !== null && { after: positions.municipality(after) }),
  });
  return { status: 200, body: { items, cursor: cursorOf(last, "gsi2sk") } };
};

export const createMunicipality: Operation<Chart["createMunicipality"]> = async ({ body }, { commit }) => {
  const { language, name, description } = body;
  const texts = { name: inLanguage(language, name), description: inLanguage(language, description) };
  const town = { ...body, ...texts, version: 1 };
  return commit(
    { status: 201, body: town, location: `/v1/municipalities/${town.id}` },
    [putNewMunicipality(town), ...town.areas.map((area) => useLayer(area, town.id))],
    { realm: town.id, municipality: town.id },
  );
};

export const getMunicipality: Operation<Chart["getMunicipality"]> = async ({ path }, { table }) => ({
  status: 200,
  body: await loadMunicipality(table, path.municipality),
});

export const updateMunicipality: Operation<Chart["updateMunicipality"]> = async (
  { path, body, ifMatch },
  { table, commit, now },
) => {
  const before = await loadMunicipality(table, path.municipality);
  mustMatch(ifMatch, before.version);
  const { name, description } = body;
  const texts = {
    name: inLanguage(before.language, name),
    description: inLanguage(before.language, description),
  };
  const town = { ...before, ...given({ ...body, ...texts }), version: before.version + 1 };
  const joined = town.areas.filter((area) => !before.areas.includes(area));
  const left = before.areas.filter((area) => !town.areas.includes(area));
  return commit(
    { status: 200, body: town },
    [
      putMunicipality(town, before.version),
      ...joined.map((area) => useLayer(area, town.id)),
      ...left.map((area) => leaveLayer(area, town.id)),
      ...(joined.length + left.length > 0 ? [setTimer(lookAgain(town.id, null, now))] : []),
    ],
    { version: town.version },
  );
};
