import { StoredBody } from "../bodies/model.ts";
import type { StoredRelation } from "../bodies/relation-model.ts";
import { missingElement, relationWrites, targetIsThere } from "../bodies/relation-store.ts";
import { bodyWrites } from "../bodies/store.ts";
import { badInput, Refusal } from "../errors.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import type { Operation } from "../platform/contract.ts";
import type { Table } from "../platform/dynamo.ts";
import type { Title } from "../platform/shapes.ts";
import { dateAt } from "../platform/zone.ts";
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
  const given = { timeZone, recorded: dateAt(now, timeZone), founded: input.founded };
  const made = bodiesFor(template, input.territories, found, given);
  await mustLeadSomewhere(table, template, made);
  const { recorded } = given;
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
      body: { items: made.map(({ id, name, territory, founded }) => ({ id, name, territory, founded })) },
      location: `/v1/municipalities/${town}/body-templates/${template.id}`,
    },
    [
      ...made.flatMap((body) => [...bodyWrites(null, body), claimPrefix(town, body.id)]),
      ...relations.flatMap((relation) => relationWrites(null, relation)),
      ...input.territories.map((id) => territoryStore.mustBeThere(town, id)),
      ...targetsOf(template).map((to) => targetIsThere(town, to)),
    ],
    { template: template.id, bodies: made.map(({ id }) => id) },
  );
};

/** The bodies of these territories; 400 with all that is wrong with them. */
function bodiesFor(
  template: Template,
  ids: readonly string[],
  found: readonly (Territory | null)[],
  given: Given,
): StoredBody[] {
  const faults: [string, string][] = [];
  const made = ids.flatMap((id, i) => {
    const territory = found[i];
    if (!territory) {
      faults.push([`$.territories[${i}]`, `there is no territory '${id}': take it in first`]);
      return [];
    }
    const { data, error } = instanceOf(template, territory, given);
    for (const { path, message } of error?.issues ?? [])
      faults.push([`$.territories[${i}]`, `gives a body whose ${path.join(".")} ${message}`]);
    return data ?? [];
  });
  if (faults.length > 0) throw badInput(faults);
  return made;
}

/** What a template's relations lead to, each once. */
const targetsOf = ({ relations }: Template) => [
  ...new Map(relations.map(({ to }) => [`${to.type} ${to.id}`, to])).values(),
];

/** 409 when a template's relations lead to nothing, or to one of the bodies that are being made. */
async function mustLeadSomewhere(
  table: Table,
  template: Template,
  made: readonly StoredBody[],
): Promise<void> {
  for (const { to } of template.relations) {
    const missing = await missingElement(table, template.municipality, to);
    const isItself = to.type === "body" && made.some(({ id }) => id === to.id);
    if (missing === null && !isItself) continue;
    const why = missing === null ? "is one of these bodies itself" : `names ${to.element}, which ${missing}`;
    throw new Refusal(
      "wrong-state",
      `A relation of the template to '${to.id}' ${why}: change the template first.`,
    );
  }
}

type Given = Pick<StoredBody, "timeZone" | "recorded" | "founded">;

function instanceOf(template: Template, territory: Territory, given: Given) {
  const { id, municipality, name, kind, description, objectives, legalBasis } = template;
  const filled = (text: Title): Title => fill(text, territory.name);
  return StoredBody.safeParse({
    ...given,
    id: `${id}-${territory.id}`,
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
      each.replaceAll("{territory}", () => name[language] ?? Object.values(name)[0] ?? ""),
    ]),
  );
