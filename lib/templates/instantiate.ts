import { StoredBody } from "../bodies/model.ts";
import type { StoredRelation } from "../bodies/relation-model.ts";
import { relationWrites, targetIsThere } from "../bodies/relation-store.ts";
import { publicBody } from "../bodies/show.ts";
import { bodyWrites } from "../bodies/store.ts";
import { badInput } from "../errors.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import type { Operation } from "../platform/contract.ts";
import { slugOf } from "../platform/shapes.ts";
import type { Title } from "../platform/shapes.ts";
import { dateAt } from "../platform/sitting.ts";
import { claimPrefix } from "../sessions/claim.ts";
import type { Territory } from "../territories/model.ts";
import { territoryStore } from "../territories/store.ts";
import type { Template } from "./model.ts";
import type { templates } from "./routes.ts";
import { templateStore } from "./store.ts";

/** Makes one body of a template for each of these territories, all in one commit. */
export const createInstances: Operation<(typeof templates)["createInstances"]> = async (
  { path, body: input },
  { table, commit, now },
) => {
  const { municipality: town } = path;
  const [{ timeZone }, template, found] = await Promise.all([
    loadMunicipality(table, town, "eventually"),
    templateStore.load(table, town, path.template),
    Promise.all(input.territories.map((id) => territoryStore.find(table, town, id))),
  ]);
  const missing = found.flatMap((territory, i) =>
    territory
      ? []
      : [
          [
            `$.territories[${i}]`,
            `there is no territory '${input.territories[i]}': take it in first`,
          ] as const,
        ],
  );
  if (missing.length > 0) throw badInput(missing);
  const recorded = dateAt(now, timeZone);
  const made = found
    .filter((territory) => territory !== null)
    .map((territory) => instanceOf(template, territory, { timeZone, recorded, founded: input.founded }));
  const from = input.founded?.date ?? null;
  const relations = made.flatMap(({ id }) =>
    template.relations.map(({ kind, to }): StoredRelation => ({
      municipality: town,
      body: id,
      kind,
      to,
      from,
      until: null,
      recorded,
      act: input.founded?.act ?? null,
      earlier: [],
      version: 1,
    })),
  );
  return commit(
    {
      status: 201,
      body: { items: made.map(publicBody) },
      location: `/v1/municipalities/${town}/body-templates/${template.id}`,
    },
    [
      ...made.flatMap((body) => [...bodyWrites(null, body), claimPrefix(town, body.id)]),
      ...relations.flatMap((relation) => relationWrites(null, relation)),
      ...input.territories.map((id) => territoryStore.mustBeThere(town, id)),
      ...template.relations.map(({ to }) => targetIsThere(town, to)),
    ],
    { template: template.id, bodies: made.map(({ id }) => id) },
  );
};

function instanceOf(
  template: Template,
  territory: Territory,
  given: Pick<StoredBody, "timeZone" | "recorded" | "founded">,
): StoredBody {
  const { id, municipality, name, kind, description, objectives, legalBasis } = template;
  const filled = (text: Title): Title => fill(text, territory.name);
  return StoredBody.parse({
    ...given,
    id: slugOf(`${id}-${territory.id}`),
    municipality,
    kind,
    name: filled(name),
    alternateNames: [],
    description: description && filled(description),
    objectives: objectives.map(filled),
    legalBasis,
    department: null,
    contact: null,
    territory: territory.id,
    template: id,
    dissolved: null,
    version: 1,
  });
}

/** The territory's name in each language of a text; where it has none there, its first. */
const fill = (text: Title, name: Title): Title =>
  Object.fromEntries(
    Object.entries(text).map(([language, each]) => [
      language,
      each.replaceAll("{territory}", name[language] ?? Object.values(name)[0] ?? ""),
    ]),
  );
