import { agreementsOn, eachFollowed } from "../agreements/following-store.ts";
import { bodiesOf, relatedTo } from "../bodies/relation-store.ts";
import { badInput } from "../errors.ts";
import { missingChallenges } from "../challenges/store.ts";
import { dayAsked } from "../municipalities/today.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import type { Operation } from "../platform/contract.ts";
import type { Table } from "../platform/dynamo.ts";
import { mustMatch } from "../platform/http.ts";
import { idFor } from "../platform/naming.ts";
import { given, inLanguage } from "../platform/shapes.ts";
import { dateAt } from "../platform/zone.ts";
import { holds, isOrdered, ORDER } from "../platform/validity.ts";
import type { z } from "zod";
import type { PlanInput, StoredPlan } from "./model.ts";
import type { plans } from "./routes.ts";
import { planStore } from "./store.ts";

type Chart = typeof plans;

const shown = (plan: StoredPlan, day: string) => ({
  ...plan,
  inForce: holds(plan, day),
});

export const listPlans: Operation<Chart["listPlans"]> = async ({ path, query }, { table, now }) => {
  const [day, { items, cursor }] = await Promise.all([
    dayAsked(table, path.municipality, query.at, now),
    planStore.page(table, path.municipality, query),
  ]);
  const all = items.map((plan) => shown(plan, day));
  return { status: 200, body: { items: all.filter(({ inForce }) => inForce !== "no"), cursor } };
};

export const createPlan: Operation<Chart["createPlan"]> = async ({ path, body }, { table, commit, now }) => {
  const { municipality } = path;
  const { language, timeZone } = await loadMunicipality(table, municipality, "eventually");
  const today = dateAt(now, timeZone);
  const name = inLanguage(language, body.name);
  await mustNameChallenges(table, municipality, body.elements);
  const plan = {
    ...body,
    id: idFor(body.id, name),
    municipality,
    name,
    description: inLanguage(language, body.description),
    elements: elementsIn(language, body.elements),
    recorded: today,
    version: 1,
  };
  return commit(
    {
      status: 201,
      body: shown(plan, today),
      location: `/v1/municipalities/${municipality}/plans/${plan.id}`,
    },
    [planStore.putNew(plan)],
    { plan: plan.id },
  );
};

export const getPlan: Operation<Chart["getPlan"]> = async ({ path, query }, { table, now }) => {
  const [day, plan] = await Promise.all([
    dayAsked(table, path.municipality, query.at, now),
    planStore.load(table, path.municipality, path.plan),
  ]);
  const to = { type: "plan", id: plan.id } as const;
  const [bodies, agreements] = await Promise.all([
    bodiesOf(table, path.municipality, to, day),
    agreementsOn(table, path.municipality, to),
  ]);
  return { status: 200, body: { ...shown(plan, day), bodies, agreements } };
};

export const updatePlan: Operation<Chart["updatePlan"]> = async (
  { path, body, ifMatch },
  { table, commit, now },
) => {
  const [{ language, timeZone }, before] = await Promise.all([
    loadMunicipality(table, path.municipality, "eventually"),
    planStore.load(table, path.municipality, path.plan),
  ]);
  mustMatch(ifMatch, before.version);
  const texts = {
    name: inLanguage(language, body.name),
    description: inLanguage(language, body.description),
    elements: body.elements && elementsIn(language, body.elements),
  };
  const after = { ...before, ...given({ ...body, ...texts }), version: before.version + 1 };
  if (!isOrdered(after)) throw badInput([["$.until", ORDER]]);
  if (body.elements) await mustNameChallenges(table, path.municipality, body.elements);
  if (body.elements) await mustKeepNamed(table, after);
  return commit(
    { status: 200, body: shown(after, dateAt(now, timeZone)) },
    [planStore.put(after, before.version)],
    { plan: after.id, version: after.version },
  );
};

/** The texts of elements in the town's language where they were bare strings. */
const elementsIn = (language: string, elements: z.output<typeof PlanInput>["elements"]) =>
  elements.map((element) => ({
    ...element,
    title: inLanguage(language, element.title),
    description: inLanguage(language, element.description),
  }));

/** 400 where an element works on a challenge that the town has not; a challenge that is there never goes. */
async function mustNameChallenges(
  table: Table,
  town: string,
  elements: readonly { readonly challenge: string | null }[],
): Promise<void> {
  const missing = await missingChallenges(
    table,
    town,
    elements.flatMap(({ challenge }) => challenge ?? []),
  );
  const faults = elements.flatMap(({ challenge }, i): [string, string][] =>
    challenge !== null && missing.has(challenge)
      ? [[`$.elements[${i}].challenge`, "is no challenge of this town: take it in first"]]
      : [],
  );
  if (faults.length > 0) throw badInput(faults);
}

/** 400 when an element goes that a body's relation or an agreement names. */
async function mustKeepNamed(table: Table, { id, municipality, elements }: StoredPlan): Promise<void> {
  const faults: [string, string][] = [];
  const isGone = (element: string): boolean => elements.every((each) => each.id !== element);
  for await (const { body, to } of relatedTo(table, municipality, { type: "plan", id }))
    if (to.element !== undefined && isGone(to.element))
      faults.push(["$.elements", `must hold '${to.element}': the body '${body}' leads to it`]);
  for await (const { session, n, element } of eachFollowed(table, municipality, id))
    if (element !== null && isGone(element))
      faults.push(["$.elements", `must hold '${element}': agreement ${n} of '${session}' carries it out`]);
  if (faults.length > 0) throw badInput(faults);
}
