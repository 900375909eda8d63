import type { z } from "zod";
import { ordered, own, there, twice } from "./checks-ground.ts";
import type { Ground } from "./checks-ground.ts";
import type { Flaw, PastSitting } from "./document-model.ts";
import type { BodyPlace, Draft, Place } from "./draft.ts";
import type { bodyParts } from "./document-model.ts";
import { forgotten } from "./checks-under-way.ts";

type Seat = z.output<(typeof bodyParts)["seats"]>;

/** Seats, the present ones and those that are over, and who sits there. */
export function* seatFlaws(draft: Draft, ground: Ground): Generator<Flaw> {
  // Who was erased may still be named on a seat, as long as the intent to take them from it is there.
  const people = new Set([...ground.people, ...forgotten(draft)]);
  for (const body of draft.bodies) {
    yield* twice<unknown>(body.seats, ({ id }) => id);
    yield* twice(body.pastSeats, ({ value }) => value && [value.id, value.until, value.tenure].join(" "), "");
    for (const seat of body.seats) yield* presentFlaws(seat, body, people, ground);
    for (const seat of body.pastSeats) yield* pastFlaws(seat, body, ground);
    yield* sittingFlaws(body, ground);
  }
}

function* presentFlaws(
  { path, value }: Place<Seat>,
  body: BodyPlace,
  people: ReadonlySet<string>,
  ground: Ground,
): Generator<Flaw> {
  if (!value) return;
  yield* tenureFlaws(path, value, body, ground);
  yield* there(`${path}.titular`, "person", value.titular, people);
  for (const [i, { person }] of value.substitutes.entries())
    yield* there(`${path}.substitutes[${i}].person`, "person", person, people);
  yield* ordered(path, value, [body.value?.dissolved?.date]);
}

/** Whoever sat there may be erased since: their opaque id stays on record. */
function* pastFlaws({ path, value }: Place<Seat>, body: BodyPlace, ground: Ground): Generator<Flaw> {
  if (!value) return;
  yield* tenureFlaws(path, value, body, ground);
  if (value.until === null) yield { path: `${path}.until`, message: "must say when this tenure ended" };
  const isCutShort = value.titular !== null && !ground.people.has(value.titular);
  if (!isCutShort) yield* ordered(path, value, [body.value?.dissolved?.date]);
}

function* tenureFlaws(path: string, seat: Seat, { id }: BodyPlace, ground: Ground): Generator<Flaw> {
  const { entity, titular, occupancy, substitutes, tenure } = seat;
  yield* own(path, seat, { ...ground, body: id });
  if (entity?.municipality === ground.town)
    yield* there(`${path}.entity.id`, "entity", entity?.id, ground.entities);
  const isNamed = (entity ?? titular) !== null;
  if (occupancy === "held" ? !isNamed : titular !== null)
    yield {
      path: `${path}.occupancy`,
      message: "must be held where an entity or a titular is named, and only there",
    };
  if (tenure < 1) yield { path: `${path}.tenure`, message: "must count from 1" };
  const named = new Set([titular]);
  for (const [i, { person }] of substitutes.entries()) {
    if (named.has(person))
      yield {
        path: `${path}.substitutes[${i}].person`,
        message: person === titular ? "is the titular of this seat" : "is there twice",
      };
    named.add(person);
  }
}

const keyOf = ({ person, seat, as, until, tenure }: PastSitting): string =>
  [person, seat, as, until, tenure].join(" ");

function* sittingFlaws({ id, pastSittings }: BodyPlace, ground: Ground): Generator<Flaw> {
  yield* twice(pastSittings, ({ value }) => value && keyOf(value), "");
  for (const { path, value } of pastSittings) {
    if (!value) continue;
    yield* own(path, value, { ...ground, body: id });
    yield* there(`${path}.person`, "person", value.person, ground.people);
    if (value.until === null) yield { path: `${path}.until`, message: "must say when this sitting ended" };
    if (value.tenure < 1) yield { path: `${path}.tenure`, message: "must count from 1" };
  }
}
