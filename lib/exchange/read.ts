import type { z } from "zod";
import { LineageEvent } from "../bodies/lineage-model.ts";
import { StoredRelation } from "../bodies/relation-model.ts";
import { eachBody, loadBody } from "../bodies/store.ts";
import { StoredChallenge } from "../challenges/model.ts";
import { eachRequest } from "../convocations/request-store.ts";
import { StoredEntity } from "../entities/model.ts";
import { allRules } from "../law/store.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import { eachPerson } from "../people/store.ts";
import { Place } from "../places/model.ts";
import { StoredPlan } from "../plans/model.ts";
import { everything } from "../platform/dynamo.ts";
import type { Table } from "../platform/dynamo.ts";
import { eachSeat, pastSeats } from "../seats/store.ts";
import { eachSeries } from "../series/store.ts";
import type { StoredFullSession } from "../sessions/model.ts";
import { eachSession, loadSessions } from "../sessions/store.ts";
import { keys, SCHEMA } from "../table.ts";
import { Template } from "../templates/model.ts";
import { Territory } from "../territories/model.ts";
import type { Document, DocumentBody } from "./document-model.ts";
import { allOf, gathered, slices } from "./gather.ts";
import { idsOfSeries } from "./gone.ts";
import { unrecordedSittings } from "./past-sittings.ts";
import { readConvening } from "./read-convening.ts";
import { readHeld } from "./read-held.ts";
import { readKept } from "./read-kept.ts";
import { knownIn, workUnderWay } from "./under-way.ts";

async function entitiesOf(table: Table, town: string): Promise<StoredEntity[]> {
  const ids: string[] = [];
  for await (const { sk } of everything(table, { ...keys.entities(town), consistent: true })) ids.push(sk);
  const items = await table.getMany(ids.map((id) => keys.entity(town, id)));
  return items.map((item) => StoredEntity.parse(item));
}

/** A town as the table holds it. */
export async function readTown(table: Table, town: string, now: number): Promise<Document> {
  const municipality = await loadMunicipality(table, town);
  const catalogue = <S extends z.ZodType>(kind: Parameters<typeof keys.catalogueOf>[1], schema: S) =>
    allOf(table, keys.catalogueOf(town, kind), schema);
  const people = await gathered(eachPerson(table, town));
  const known = new Set(people.map(({ id }) => id));
  const bodies: DocumentBody[] = [];
  for await (const { id } of eachBody(table, town)) bodies.push(await readBody(table, town, id, known));
  const sessions = await readSessions(table, town, bodies, now);
  const places = await catalogue("place", Place);
  const convening = await readConvening(table, town, sessions);
  const kept = await readKept(table, town, { sessions, places, answers: convening.answers, known });
  return {
    convoca: SCHEMA,
    municipality,
    territories: await catalogue("territory", Territory),
    challenges: await catalogue("challenge", StoredChallenge),
    plans: await catalogue("plan", StoredPlan),
    templates: await catalogue("template", Template),
    places,
    entities: await entitiesOf(table, town),
    people,
    bodies,
    sessions,
    ...convening,
    ...(await readHeld(table, town, sessions, now)),
    ...kept,
    underWay: await workUnderWay(table, town, knownIn({ people, ...kept }), now),
  };
}

async function readBody(
  table: Table,
  town: string,
  id: string,
  people: ReadonlySet<string>,
): Promise<DocumentBody> {
  const past = await gathered(pastSeats(table, town, id));
  const relations = await allOf(table, keys.relationsOf(town, id), StoredRelation);
  return {
    ...(await loadBody(table, town, id)),
    events: await allOf(table, keys.eventsOf(town, id), LineageEvent),
    // Those that lead to it are told by the body where they start.
    relations: relations.filter(({ body }) => body === id),
    seats: await gathered(eachSeat(table, town, id)),
    pastSeats: past,
    pastSittings: await unrecordedSittings(table, { town, body: id, people, past }),
    rules: await allRules(table, town, id),
    series: await gathered(eachSeries(table, town, id)),
    requests: await gathered(eachRequest(table, town, id)),
  };
}

/** The sessions on the timeline, and those of series that no timeline shows: the ones that are gone. */
async function readSessions(
  table: Table,
  town: string,
  bodies: readonly DocumentBody[],
  now: number,
): Promise<StoredFullSession[]> {
  const ids = new Set<string>();
  for await (const { id } of eachSession(table, { town }, {})) ids.add(id);
  for (const series of bodies.flatMap((body) => body.series))
    for (const id of idsOfSeries(series, now)) ids.add(id);
  const sessions: StoredFullSession[] = [];
  for (const some of slices([...ids])) sessions.push(...(await loadSessions(table, town, some)));
  return sessions;
}
