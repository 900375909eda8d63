import { badInput } from "../errors.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import type { Operation } from "../platform/contract.ts";
import { mustMatch } from "../platform/http.ts";
import { given, inLanguage, slugOf } from "../platform/shapes.ts";
import { claimPrefix } from "../sessions/claim.ts";
import { Body } from "./model.ts";
import type { BodyPatch } from "./model.ts";
import type { bodies } from "./routes.ts";
import { bodyPage, loadBody, putBody, putNewBody } from "./store.ts";
import type { z } from "zod";

type Chart = typeof bodies;

export const listBodies: Operation<Chart["listBodies"]> = async ({ path, query }, { table }) => {
  const page = await bodyPage(table, path.municipality, query);
  if (page.items.length === 0) await loadMunicipality(table, path.municipality); // an unknown town is not an empty one
  return { status: 200, body: page };
};

export const createBody: Operation<Chart["createBody"]> = async ({ path, body }, { table, commit }) => {
  const { municipality } = path;
  const { language } = await loadMunicipality(table, municipality);
  const texts = textsOf(language, body);
  const id = body.id ?? slugOf(Object.values(texts.name ?? {})[0] ?? "");
  if (id === "") throw badInput([["$.id", "say an id: none can be made from this name"]]);
  const created = Body.parse({ ...body, ...texts, id, municipality, version: 1 });
  return commit(
    { status: 201, body: created, location: `/v1/municipalities/${municipality}/bodies/${id}` },
    [putNewBody(created), claimPrefix(municipality, id)],
    { body: id },
  );
};

export const getBody: Operation<Chart["getBody"]> = async ({ path }, { table }) => ({
  status: 200,
  body: await loadBody(table, path.municipality, path.body),
});

export const updateBody: Operation<Chart["updateBody"]> = async (
  { path, body, ifMatch },
  { table, commit },
) => {
  const [{ language }, before] = await Promise.all([
    loadMunicipality(table, path.municipality),
    loadBody(table, path.municipality, path.body),
  ]);
  mustMatch(ifMatch, before.version);
  const after = { ...before, ...given({ ...body, ...textsOf(language, body) }), version: before.version + 1 };
  return commit({ status: 200, body: after }, [putBody(after, before.version)], {
    body: after.id,
    version: after.version,
  });
};

/** The texts of an input in the town's language where they were bare strings. */
const textsOf = (language: string, input: z.output<typeof BodyPatch>) => ({
  name: inLanguage(language, input.name),
  alternateNames: input.alternateNames?.map((name) => inLanguage(language, name)),
  description: inLanguage(language, input.description),
  objectives: input.objectives?.map((objective) => inLanguage(language, objective)),
  department: inLanguage(language, input.department),
});
