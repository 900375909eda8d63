import { isDeepStrictEqual } from "node:util";
import { Refusal } from "../errors.ts";
import { mustMatch } from "../platform/http.ts";
import type { Operation } from "../platform/contract.ts";
import { given, inLanguage } from "../platform/shapes.ts";
import { forgetAnew } from "../people/timers.ts";
import { setTimer } from "../platform/timers.ts";
import { lookAgainNow } from "../calendars/intents.ts";
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

export const listMunicipalities: Operation<Chart["listMunicipalities"]> = async ({ query }, { table }) => ({
  status: 200,
  body: await municipalityPage(table, query),
});

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
  { path, body, caller, ifMatch },
  { table, commit, now },
) => {
  const before = await loadMunicipality(table, path.municipality);
  mustMatch(ifMatch, before.version);
  // Who owns a locality's calendar follows from these: an administrator cannot take over another area.
  if (body.areas !== undefined && !caller?.offices.some(({ role }) => role === "operator"))
    throw new Refusal("forbidden", "Only the operator changes `areas`: ask for it, and leave it out here.");
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
      ...(!isDeepStrictEqual(town.areas, before.areas)
        ? [setTimer(lookAgainNow("town", [town.id], null, `areas-${town.version}`, now))]
        : []),
      ...(town.retention.people !== before.retention.people ? [setTimer(forgetAnew(town.id, now))] : []),
    ],
    { version: town.version },
  );
};
