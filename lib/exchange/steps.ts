import type { z } from "zod";
import { LineageEvent } from "../bodies/lineage-model.ts";
import { StoredBody } from "../bodies/model.ts";
import { StoredRelation } from "../bodies/relation-model.ts";
import { relationWrites } from "../bodies/relation-store.ts";
import { bodyWrites } from "../bodies/store.ts";
import { areasOfResidence } from "../calendars/regions.ts";
import { catalogueOf } from "../catalogue/store.ts";
import { StoredChallenge } from "../challenges/model.ts";
import { putRequest, StoredRequest } from "../convocations/request-store.ts";
import { StoredEntity } from "../entities/model.ts";
import { entityWrites } from "../entities/store.ts";
import { BodyRules } from "../law/model.ts";
import { putRules } from "../law/store.ts";
import { Municipality } from "../municipalities/model.ts";
import { putNewMunicipality, useLayer } from "../municipalities/store.ts";
import { StoredPerson } from "../people/model.ts";
import { signInWrites } from "../people/sign-in.ts";
import { putNewPerson } from "../people/store.ts";
import { forgetTimer } from "../people/timers.ts";
import { parseDate } from "../platform/civil.ts";
import { Place } from "../places/model.ts";
import { StoredPlan } from "../plans/model.ts";
import type { Item } from "../platform/dynamo.ts";
import type { Platform } from "../platform/platform.ts";
import { Sitting } from "../platform/sitting.ts";
import { setTimer } from "../platform/timers.ts";
import type { Write } from "../platform/writes.ts";
import { StoredSeat } from "../seats/model.ts";
import { seatWrites } from "../seats/store.ts";
import { timerWrites } from "../seats/timers.ts";
import { nextExtension } from "../series/extend.ts";
import { StoredSeries } from "../series/model.ts";
import { putNewSeries } from "../series/store.ts";
import { claimPrefix } from "../sessions/claim.ts";
import { StoredFullSession } from "../sessions/model.ts";
import { flat, keys } from "../table.ts";
import type { CatalogueKind } from "../table.ts";
import { Template } from "../templates/model.ts";
import { Territory } from "../territories/model.ts";

import { conveningSteps, sessionWrites } from "./convening-steps.ts";
import { Dissolving } from "./document-model.ts";
import type { Document, DocumentBody } from "./document-model.ts";
import { heldSteps } from "./held-steps.ts";
import { keptSteps } from "./kept-steps.ts";
import { sittingWrite, tenureWrites } from "./past-sittings.ts";

/** One thing of a document: all its writes belong together, the first puts the thing itself. */
export interface Step {
  readonly path: string;
  /** The thing, as `parse` would give it from the table. */
  readonly thing: unknown;
  readonly parse: (item: Item) => unknown;
  readonly writes: readonly Write[];
}

/** Makes a step of a thing and what puts it. */
export type StepOf = <S extends z.ZodType>(
  path: string,
  schema: S,
  thing: z.output<S>,
  writes: Write[],
) => Step;

const step: StepOf = (path, schema, thing, writes) => ({
  path,
  thing,
  parse: (item) => schema.parse(flat(item)),
  writes,
});

type KeptName = "territories" | "challenges" | "plans" | "templates" | "places";
type Kept = Document[KeptName][number];

/**
 * What puts a town into the table, by the writes that operations use, the town itself last: until it is there, nobody
 * reads the rest as a town, and no tick works on it. Sessions stand before their series, so that none is generated.
 */
export async function stepsOf(town: Document, platform: Platform): Promise<Step[]> {
  const { municipality, entities, underWay } = town;
  const kept = (name: KeptName, kind: CatalogueKind, schema: z.ZodType<Kept>): Step[] => {
    const { putNew } = catalogueOf(kind, schema);
    return town[name].map((each, i) => step(`$.${name}[${i}]`, schema, each, [putNew(each)]));
  };
  return [
    ...kept("territories", "territory", Territory),
    ...kept("challenges", "challenge", StoredChallenge),
    ...kept("plans", "plan", StoredPlan),
    ...kept("templates", "template", Template),
    ...kept("places", "place", Place),
    ...entities.map((each, i) => step(`$.entities[${i}]`, StoredEntity, each, entityWrites(null, each))),
    ...(await peopleSteps(town, platform)),
    ...town.sessions.map((each, i) =>
      step(`$.sessions[${i}]`, StoredFullSession, each, sessionWrites(each, town, platform.clock())),
    ),
    ...bodySteps(town),
    ...conveningSteps(town, step),
    ...heldSteps(town, step),
    ...keptSteps(town, step, platform),
    ...(underWay.dissolving ? [dissolvingStep(municipality.id, underWay.dissolving)] : []),
    step("$.municipality", Municipality, municipality, [
      putNewMunicipality(municipality),
      ...municipality.areas.map((area) => useLayer(area, municipality.id)),
    ]),
  ];
}

/** People, each with their timer and sign-in, and the first of each locality with its calendar, where the town has it not. */
async function peopleSteps({ municipality, people }: Document, { table, newId }: Platform): Promise<Step[]> {
  const steps: Step[] = [];
  const used = new Set(municipality.areas);
  for (const [i, person] of people.entries()) {
    const timer = forgetTimer(person.municipality, person.id, person.forgetAt);
    const signIn = await signInWrites(table, null, person, newId);
    const others = areasOfResidence(person.residence).filter((area) => !used.has(area));
    for (const area of others) used.add(area);
    const layers = others.map((area) => useLayer(area, municipality.id));
    const writes = [putNewPerson(person), setTimer(timer), ...signIn, ...layers];
    steps.push(step(`$.people[${i}]`, StoredPerson, person, writes));
  }
  return steps;
}

function bodySteps({ bodies, people }: Document): Step[] {
  const known = new Set(people.map(({ id }) => id));
  return bodies.flatMap((body, i) => {
    const { events, relations, seats, pastSeats, pastSittings, rules, series, requests, ...own } = body;
    const at = `$.bodies[${i}]`;
    return [
      step(at, StoredBody, own, [...bodyWrites(null, own), claimPrefix(own.municipality, own.id)]),
      ...events.map((each, j) => step(`${at}.events[${j}]`, LineageEvent, each, eventWrites(each))),
      ...relations.map((each, j) =>
        step(`${at}.relations[${j}]`, StoredRelation, each, relationWrites(null, each)),
      ),
      ...seats.map((each, j) =>
        step(`${at}.seats[${j}]`, StoredSeat, each, [...seatWrites(null, each), ...timerWrites(null, each)]),
      ),
      ...pastSteps(at, { pastSeats, pastSittings }, known),
      ...rules.map((each, j) => step(`${at}.rules[${j}]`, BodyRules, each, [putRules(each, null)])),
      ...series.map((each, j) => step(`${at}.series[${j}]`, StoredSeries, each, seriesWrites(each))),
      ...requests.map((each, j) => step(`${at}.requests[${j}]`, StoredRequest, each, [putRequest(each)])),
    ];
  });
}

/** A sitting that is told by itself stands in the place of what its seat would tell of it. */
function pastSteps(
  at: string,
  { pastSeats, pastSittings }: Pick<DocumentBody, "pastSeats" | "pastSittings">,
  people: ReadonlySet<string>,
): Step[] {
  const sittings = pastSittings.map(sittingWrite);
  const told = new Set(sittings.map(({ put: { pk, sk } }) => `${pk} ${sk}`));
  const isTold = (write: Write): boolean => "put" in write && told.has(`${write.put.pk} ${write.put.sk}`);
  return [
    ...pastSeats.map((each, i) => {
      const [tenure, ...mirrors] = tenureWrites(each, people);
      const writes = [...(tenure ? [{ ...tenure, when: "absent" as const }] : []), ...mirrors];
      return step(
        `${at}.pastSeats[${i}]`,
        StoredSeat,
        each,
        writes.filter((write) => !isTold(write)),
      );
    }),
    ...pastSittings.flatMap((each, i) => {
      const write = sittings[i];
      return write ? [step(`${at}.pastSittings[${i}]`, Sitting, Sitting.parse(each), [write])] : [];
    }),
  ];
}

/** An event stands in each of the bodies that it changed. */
function eventWrites(event: LineageEvent): Write[] {
  const bodies = new Set([...event.original, ...event.resulting].map(({ id }) => id));
  return [...bodies].map((body) => ({
    put: { ...keys.event(event.municipality, body, event.date, event.id), ...event },
    when: "absent",
  }));
}

/** Where a series is not settled yet, this timer is due at once, and generates what is missing. */
function seriesWrites(series: StoredSeries): Write[] {
  const next = nextExtension(series, parseDate(series.generatedTo) ?? 0);
  return [...putNewSeries(series), ...(next ? [setTimer(next)] : [])];
}

const dissolvingStep = (town: string, dissolving: Dissolving): Step =>
  step("$.underWay.dissolving", Dissolving, dissolving, [
    { put: { ...keys.ending(town), ...dissolving }, when: "absent" },
  ]);
