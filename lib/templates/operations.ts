import { loadMunicipality } from "../municipalities/store.ts";
import type { Operation } from "../platform/contract.ts";
import { mustMatch } from "../platform/http.ts";
import { idFor } from "../platform/naming.ts";
import { given, inLanguage } from "../platform/shapes.ts";
import type { z } from "zod";
import { Template } from "./model.ts";
import type { TemplatePatch } from "./model.ts";
import type { templates } from "./routes.ts";
import { templateStore } from "./store.ts";

export { createInstances } from "./instantiate.ts";

type Chart = typeof templates;

export const listTemplates: Operation<Chart["listTemplates"]> = async ({ path, query }, { table }) => {
  const page = await templateStore.page(table, path.municipality, query);
  if (page.items.length === 0) await loadMunicipality(table, path.municipality); // an unknown town is not an empty one
  return { status: 200, body: page };
};

export const createTemplate: Operation<Chart["createTemplate"]> = async (
  { path, body },
  { table, commit },
) => {
  const { municipality } = path;
  const { language } = await loadMunicipality(table, municipality, "eventually");
  const texts = textsOf(language, body);
  const id = idFor(body.id, texts.name ?? {});
  const template = Template.parse({ ...body, ...texts, id, municipality, version: 1 });
  return commit(
    { status: 201, body: template, location: `/v1/municipalities/${municipality}/body-templates/${id}` },
    [templateStore.putNew(template)],
    { template: id },
  );
};

export const getTemplate: Operation<Chart["getTemplate"]> = async ({ path }, { table }) => ({
  status: 200,
  body: await templateStore.load(table, path.municipality, path.template),
});

export const updateTemplate: Operation<Chart["updateTemplate"]> = async (
  { path, body, ifMatch },
  { table, commit },
) => {
  const [{ language }, before] = await Promise.all([
    loadMunicipality(table, path.municipality, "eventually"),
    templateStore.load(table, path.municipality, path.template),
  ]);
  mustMatch(ifMatch, before.version);
  const after = { ...before, ...given({ ...body, ...textsOf(language, body) }), version: before.version + 1 };
  return commit({ status: 200, body: after }, [templateStore.put(after, before.version)], {
    template: after.id,
    version: after.version,
  });
};

const textsOf = (language: string, { name, description, objectives }: z.output<typeof TemplatePatch>) => ({
  name: inLanguage(language, name),
  description: inLanguage(language, description),
  objectives: objectives?.map((objective) => inLanguage(language, objective)),
});
