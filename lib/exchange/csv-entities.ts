import { EntityInput } from "../entities/input-model.ts";
import { createEntity } from "../entities/operations.ts";
import type { entities } from "../entities/routes.ts";
import { slugOf } from "../platform/shapes.ts";
import { cell, formulaFlaws, kind, MUST } from "./csv-cells.ts";
import { plain } from "./csv-columns.ts";
import type { EntityColumn, Row } from "./csv-columns.ts";
import { lookup } from "./csv-known.ts";
import type { KnownTown } from "./csv-known.ts";
import { asked, inputOf, planned } from "./csv-plan.ts";
import type { Plan } from "./csv-plan.ts";

/** Plans the entities of a sheet. Those that are there, by id or name, are left as they are. */
export async function planEntities(
  plan: Plan,
  known: KnownTown,
  rows: readonly Row<EntityColumn>[],
): Promise<void> {
  const seen = new Map<string, number>();
  for (const row of rows) {
    const { flaws } = plan;
    const { name, id, territory: place, address, phone, email, description } = row.cells;
    flaws.push(...formulaFlaws(row));
    const [territory = null, second] = place === undefined ? [] : lookup(known.territories, place);
    if (place !== undefined && (territory === null || second !== undefined))
      flaws.push({
        path: row.at("territory"),
        message: "is no territory of the town: give its id or its name",
      });
    const contact = Object.fromEntries(
      Object.entries({ address, phone, email }).filter(([, value]) => value !== undefined),
    );
    const input = inputOf(plan, row, EntityInput, {
      name: name ?? "",
      id,
      kind: cell(row, "kind", { as: kind, must: MUST.kind, flaws }) ?? null,
      contact: Object.keys(contact).length > 0 ? contact : null,
      description: description ?? null,
      territory,
    });
    if (!input || name === undefined) continue;
    const before = seen.get(plain(name));
    seen.set(plain(name), before ?? row.number);
    if (before !== undefined)
      flaws.push({ path: row.at("name"), message: `is there twice: see row ${before}` });
    else await planEntity(plan, known, row, input);
  }
}

type Input = ReturnType<typeof EntityInput.parse>;

/** Plans one entity, unless it is there. */
async function planEntity(plan: Plan, known: KnownTown, row: Row<EntityColumn>, input: Input): Promise<void> {
  const { flaws } = plan;
  const name = nameOf(input);
  const [byName, second] = lookup(known.entities, name);
  const byId = known.entities.find(({ id }) => id === input.id);
  if (byId && !byId.names.includes(plain(name)))
    flaws.push({ path: row.at("id"), message: "is the id of an entity of another name" });
  else if (byId) plan.there++;
  else if (byName !== undefined && input.id !== undefined)
    flaws.push({ path: row.at("id"), message: "is not the id of the entity of this name" });
  else if (second !== undefined)
    flaws.push({ path: row.at("name"), message: "is the name of several entities: give the id" });
  else if (byName !== undefined) plan.there++;
  else await newEntity(plan, known, row, { input, column: "id" });
}

/** A sheet says names in the town's language, as bare text. */
const nameOf = ({ name }: Input): string => (typeof name === "string" ? name : "");

/** A new entity, known from now on; gives its id. */
export async function newEntity<Column extends string>(
  plan: Plan,
  known: KnownTown,
  row: Row<Column>,
  { input, column }: { input: Input; column: Column },
): Promise<string | null> {
  const id = input.id ?? slugOf(nameOf(input));
  if (id === "" || known.entities.some((each) => each.id === id)) {
    const message = "needs an id of its own: the one made from the name is taken, or none can be made";
    plan.flaws.push({ path: row.at(column), message });
    return null;
  }
  known.entities.push({ id, names: [plain(nameOf(input))] });
  const request = asked<(typeof entities)["createEntity"]>({ municipality: known.town }, { ...input, id });
  return (await planned(plan, row, createEntity(request, plan.context))) ? id : null;
}
