import { everything } from "../platform/dynamo.ts";
import type { Item, Table } from "../platform/dynamo.ts";
import { holds } from "../platform/validity.ts";
import { dateAt } from "../platform/zone.ts";
import { StoredSeat } from "../seats/model.ts";
import type { Seat } from "../seats/page-model.ts";
import { shownSeat, withinBody } from "../seats/show.ts";
import { StoredSeries } from "../series/model.ts";
import { keys } from "../table.ts";
import { actingFor, predecessorsOf, successorsOf } from "./kin.ts";
import { LineageEvent } from "./lineage-model.ts";
import { StoredBody } from "./model.ts";
import type { BodyPage } from "./page-model.ts";
import { shownRelation } from "./relation-store.ts";
import { legalNumberOn, lifeOf, nameOn, publicBody } from "./show.ts";
import { noSuchBody } from "./store.ts";

/**
 * A body on a day (null: today on its town's clock), from one Query of its partition, strongly consistent. What is
 * over stands at the partition's end: the Query meets it only where a past day is asked about.
 */
export async function bodyOn(
  table: Table,
  town: string,
  id: string,
  at: string | undefined,
  now: number,
): Promise<BodyPage> {
  const items: Item[] = [];
  const range = { ...keys.bodyPage(town, id, at !== undefined), consistent: true };
  for await (const item of everything(table, range)) items.push(item);
  const own = items.find(({ sk }) => sk === keys.body(town, id).sk);
  if (!own) throw noSuchBody(town, id);
  const body = StoredBody.parse(own);
  const day = at ?? dateAt(now, body.timeZone);
  const those = (...prefixes: string[]) =>
    items.filter(({ sk }) => prefixes.some((prefix) => sk.startsWith(prefix)));
  const events = those(keys.eventsOf(town, id).prefix).map((item) => LineageEvent.parse(item));
  const dissolved = body.dissolved?.date ?? null;
  const seats = those(keys.seatsOf(town, id).prefix, keys.pastSeatsOf(town, id).prefix)
    .map((item) => shownSeat(withinBody(StoredSeat.parse(item), dissolved), day))
    .filter(({ inForce }) => inForce !== "no");
  const inForce = holds(lifeOf(body), day);
  return {
    ...publicBody(body),
    name: nameOn(body, day),
    at: day,
    inForce,
    acting: await actingFor(table, { body, events }, day),
    predecessors: predecessorsOf(id, events),
    successors: successorsOf(id, events),
    events,
    relations: those(keys.relationsOf(town, id).prefix)
      .map((item) => shownRelation(item, day))
      .filter((relation) => relation.inForce !== "no"),
    legalNumber: legalNumberOn(body.legalNumbers, body.recorded, day),
    seats,
    warnings: seats.flatMap(warningsOf),
    series: those(keys.seriesOf(town, id).prefix).map((item) =>
      seriesBrief(StoredSeries.parse(item), inForce),
    ),
  };
}

const warningsOf = ({ id, occupancy, expiring, until }: Seat): BodyPage["warnings"] => [
  ...(occupancy === "vacant" ? [{ seat: id, what: "vacant" as const, on: null }] : []),
  ...(expiring ? [{ seat: id, what: "term-ends" as const, on: until }] : []),
];

function seriesBrief({ id, segments, status }: StoredSeries, inForce: string): BodyPage["series"][number] {
  const { title = {}, recurrence = "" } = segments.at(-1) ?? {};
  return { id, title, recurrence, status: inForce === "no" ? "stopped" : status };
}
