import { parseInstant } from "../platform/zone.ts";
import { ordered, own, there, twice, zoned } from "./checks-ground.ts";
import type { Ground } from "./checks-ground.ts";
import type { Flaw } from "./document-model.ts";
import type { Draft } from "./draft.ts";
import { catalogues } from "./document-model.ts";

/** The town itself and what it keeps by id beside its bodies. */
export function* catalogueFlaws(draft: Draft, ground: Ground): Generator<Flaw> {
  const { town, timeZone } = ground;
  const { path, value } = draft.municipality;
  if (value) {
    yield* zoned(path, value.timeZone);
    if (new Set(value.areas).size < value.areas.length)
      yield { path: `${path}.areas`, message: "must name each area once" };
  }
  for (const name of catalogues) {
    yield* twice<unknown>(draft[name], ({ id }) => id);
    for (const place of draft[name]) if (place.value) yield* own(place.path, place.value, { town, timeZone });
  }
  yield* territoryFlaws(draft, ground);
  for (const place of [...draft.challenges, ...draft.plans, ...draft.entities])
    if (place.value) yield* ordered(place.path, place.value);
  yield* planFlaws(draft);
  for (const { path: at, value: entity } of draft.entities)
    if (entity) yield* there(`${at}.territory`, "territory", entity.territory, ground.territories);
  yield* peopleFlaws(draft, ground);
}

const MOST_LEVELS = 10;

function* territoryFlaws({ territories }: Draft, ground: Ground): Generator<Flaw> {
  const outer = new Map(territories.map(({ id, value }) => [id, value?.within ?? null]));
  for (const { path, id, value } of territories) {
    if (!value) continue;
    yield* there(`${path}.within`, "territory", value.within, ground.territories);
    let at: string | null = value.within;
    for (let level = 0; at !== null && at !== id && level < MOST_LEVELS; level++) at = outer.get(at) ?? null;
    if (at !== null) yield { path: `${path}.within`, message: "must not lead back to the territory itself" };
  }
}

function* planFlaws({ plans }: Draft): Generator<Flaw> {
  for (const { path, value } of plans) {
    const before = new Set<string>();
    for (const [i, { id, parent }] of (value?.elements ?? []).entries()) {
      const at = `${path}.elements[${i}]`;
      if (before.has(id)) yield { path: `${at}.id`, message: "is there twice" };
      if (parent !== null && !before.has(parent))
        yield { path: `${at}.parent`, message: "must be the id of an element that stands before this one" };
      before.add(id);
    }
  }
}

function* peopleFlaws({ people }: Draft, ground: Ground): Generator<Flaw> {
  yield* twice(
    people,
    ({ value }) => (value?.signIn ? JSON.stringify([value.signIn.issuer, value.signIn.subject]) : null),
    ".signIn",
  );
  for (const { path, value } of people) {
    if (!value) continue;
    yield* there(`${path}.keeper`, "body", value.keeper, ground.bodies);
    if (value.administrator && value.signIn === null)
      yield { path: `${path}.administrator`, message: "needs a `signIn`: a token must be able to name them" };
    if (parseInstant(value.forgetAt) === null)
      yield { path: `${path}.forgetAt`, message: 'must be an instant like "2031-11-20T00:00:00Z"' };
  }
}
