import { relationId, relationKinds } from "../bodies/relation-model.ts";
import type { StoredRelation } from "../bodies/relation-model.ts";
import { ordered, own, there, twice } from "./checks-ground.ts";
import type { Ground } from "./checks-ground.ts";
import type { Flaw } from "./document-model.ts";
import type { BodyPlace, Draft, Place } from "./draft.ts";

/** Bodies, what happened to them, and how they stand to other things. */
export function* bodyFlaws(draft: Draft, ground: Ground): Generator<Flaw> {
  yield* twice<unknown>(draft.bodies, ({ id }) => id);
  yield* twice<unknown>(
    draft.bodies.flatMap(({ events }) => events),
    ({ id }) => id,
  );
  for (const body of draft.bodies) {
    const { path, value } = body;
    if (value) {
      yield* own(path, value, ground);
      yield* there(`${path}.territory`, "territory", value.territory, ground.territories);
      yield* there(`${path}.template`, "template", value.template, ground.templates);
    }
    yield* eventFlaws(body, ground);
    yield* twice(body.relations, ({ value: relation }) => relation && relationId(relation), "");
    yield* twice(body.rules, ({ value: rules }) => rules?.from ?? null);
    for (const { path: at, value: rules } of body.rules)
      if (rules) yield* own(at, rules, { town: ground.town, body: body.id });
    for (const relation of body.relations) yield* relationFlaws(relation, body, draft, ground);
  }
}

function* eventFlaws({ id, events }: BodyPlace, ground: Ground): Generator<Flaw> {
  for (const { path, value } of events) {
    if (!value) continue;
    yield* own(path, value, ground);
    for (const side of ["original", "resulting"] as const)
      for (const [i, party] of value[side].entries())
        yield* there(`${path}.${side}[${i}].id`, "body", party.id, ground.bodies);
    if (id !== null && ![...value.original, ...value.resulting].some((party) => party.id === id))
      yield { path, message: `must be about '${id}', the body in which it stands` };
  }
}

function* relationFlaws(
  { path, value }: Place<StoredRelation>,
  { id: body }: BodyPlace,
  draft: Draft,
  ground: Ground,
): Generator<Flaw> {
  if (!value) return;
  const { kind, to } = value;
  yield* own(path, value, { town: ground.town, body });
  if (!(relationKinds[kind] as readonly string[]).includes(to.type))
    yield { path: `${path}.to.type`, message: `${kind} leads to a ${relationKinds[kind].join(" or ")}` };
  const known = {
    body: ground.bodies,
    challenge: ground.challenges,
    entity: ground.entities,
    plan: ground.plans,
  };
  yield* there(`${path}.to.id`, to.type, to.id, known[to.type]);
  if (to.type === "body" && to.id === body)
    yield { path: `${path}.to.id`, message: "would lead back to the body itself" };
  const plan = draft.plans.find(({ id }) => to.type === "plan" && id === to.id)?.value;
  if (plan && to.element !== undefined && !plan.elements.some(({ id }) => id === to.element))
    yield { path: `${path}.to.element`, message: `is not an element of the plan '${to.id}'` };
  yield* ordered(path, value, [
    ground.dissolved.get(body ?? ""),
    ...(to.type === "body" ? [ground.dissolved.get(to.id)] : []),
  ]);
}
