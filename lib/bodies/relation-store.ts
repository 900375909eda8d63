import { Refusal } from "../errors.ts";
import { everything } from "../platform/dynamo.ts";
import type { Item, Table } from "../platform/dynamo.ts";
import { holds } from "../platform/validity.ts";
import { planStore } from "../plans/store.ts";
import type { Write } from "../platform/writes.ts";
import { keys } from "../table.ts";
import { relationId, StoredRelation } from "./relation-model.ts";
import type { RelatedBody, Relation } from "./relation-model.ts";

const keyOf = ({ municipality: town, body, kind, to }: StoredRelation) =>
  keys.relation(town, body, kind, to.type, to.id);

/** One of these is the relation where it starts, the other where it leads to. */
export const relationWrites = (before: StoredRelation | null, after: StoredRelation): Write[] => {
  const { municipality: town, body, kind, to } = after;
  return [
    {
      put: { ...keyOf(after), ...after },
      ...(before
        ? { when: { is: { version: before.version } } }
        : {
            when: "absent" as const,
            otherwise: new Refusal("already-exists", "This relation is there already: change it with PATCH."),
          }),
    },
    { put: { ...keys.inverse(town, body, kind, to.type, to.id), ...after } },
  ];
};

export async function findRelation(
  table: Table,
  town: string,
  body: string,
  { kind, to }: Pick<StoredRelation, "kind" | "to">,
): Promise<StoredRelation | null> {
  const item = await table.get(keys.relation(town, body, kind, to.type, to.id));
  return item ? StoredRelation.parse(item) : null;
}

/** Guards a relation: what it leads to must be there. */
export function targetIsThere(town: string, { type, id }: StoredRelation["to"]): Write {
  const key =
    type === "body"
      ? keys.body(town, id)
      : type === "entity"
        ? keys.entity(town, id)
        : keys.catalogue(town, type, id);
  return {
    check: key,
    when: "present",
    otherwise: new Refusal("not-found", `There is no ${type} '${id}' in '${town}': take it in first.`),
  };
}

/** What is wrong with the element of a plan that a relation names; null when it is there. */
export async function missingElement(
  table: Table,
  town: string,
  { type, id, element }: StoredRelation["to"],
): Promise<string | null> {
  if (element === undefined) return null;
  if (type !== "plan") return "is for relations to a plan";
  const plan = await planStore.find(table, town, id);
  return plan?.elements.some((each) => each.id === element) ? null : `is not an element of the plan '${id}'`;
}

/** The items of a body's relations, those that start from it and those that lead to it, by key. */
export async function* relationItems(table: Table, town: string, body: string): AsyncGenerator<Item> {
  yield* everything(table, { ...keys.relationsOf(town, body), consistent: true });
}

/** The bodies that stand in a relation to something, with the relation. */
export async function* relatedTo(
  table: Table,
  town: string,
  { type, id }: Pick<StoredRelation["to"], "type" | "id">,
): AsyncGenerator<StoredRelation> {
  for await (const item of everything(table, keys.inversesOf(town, type, id)))
    yield StoredRelation.parse(item);
}

/** The bodies that lead to a challenge or a plan on a day, and how. */
export async function bodiesOf(
  table: Table,
  town: string,
  to: Pick<StoredRelation["to"], "type" | "id">,
  day: string,
): Promise<RelatedBody[]> {
  const found: RelatedBody[] = [];
  for await (const relation of relatedTo(table, town, to)) {
    const inForce = wasInForce(relation, day);
    const element = relation.to.element ?? null;
    if (inForce !== "no") found.push({ body: relation.body, kind: relation.kind, element, inForce });
  }
  return found;
}

/** A relation as it is shown on a day, from its item: from the side on which the item stands. */
export function shownRelation(item: Item, day: string): Relation {
  const stored = StoredRelation.parse(item);
  const { municipality: _, body, kind, to, ...rest } = stored;
  const shown = { ...rest, inForce: wasInForce(stored, day) };
  const isOwn = item.sk === keyOf(stored).sk;
  if (isOwn) return { ...shown, id: relationId(stored), kind, to };
  return { ...shown, id: `of-${kind}-body-${body}`, kind: `of-${kind}`, to: { type: "body", id: body } };
}

/** Whether a relation held on a day, in its present interval or an earlier one. */
export function wasInForce({ earlier, ...present }: StoredRelation, day: string): Relation["inForce"] {
  const all = [present, ...earlier].map((interval) => holds(interval, day));
  return all.find((each) => each === "yes") ?? all.find((each) => each === "not-known") ?? "no";
}
