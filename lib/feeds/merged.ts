import { endingsOf } from "../bodies/ending.ts";
import type { Endings } from "../bodies/ending.ts";
import { nameOn } from "../bodies/show.ts";
import { eachBody, loadBodies } from "../bodies/store.ts";
import { heldOn, townsOf } from "../entities/held.ts";
import { StoredEntity } from "../entities/model.ts";
import { entityItems, noSuchEntity } from "../entities/store.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import type { Municipality } from "../municipalities/model.ts";
import { everything } from "../platform/dynamo.ts";
import type { Table } from "../platform/dynamo.ts";
import type { Context, Operation } from "../platform/contract.ts";
import type { Title } from "../platform/shapes.ts";
import { isOver } from "../platform/validity.ts";
import { dateAt } from "../platform/zone.ts";
import { honouring } from "../sessions/alive.ts";
import type { StoredSession } from "../sessions/model.ts";
import { timelinePage } from "../sessions/store.ts";
import { keys } from "../table.ts";
import { Territory } from "../territories/model.ts";
import { territoryStore } from "../territories/store.ts";
import { calendarOf, ownerOf } from "./calendar.ts";
import { firstDayShown, MOST_SHOWN } from "./reach.ts";
import type { feeds } from "./routes.ts";

type Chart = typeof feeds;

/** Each body is a Query of its timeline: nobody sits in more, and an answer of a Lambda holds 6 MB. */
const MOST_BODIES = 50;
/** Of one body: a year back and what is planned ahead, every working day of it. */
const MOST_OF_ONE = 500;

/** A body, of this town or of one that shares it. */
interface Of {
  readonly municipality: string;
  readonly id: string;
  readonly name: Title;
}

/** One Query of the entity's partition says where it sits, also in bodies of other towns; their names are one batch. */
export const getEntityFeed: Operation<Chart["getEntityFeed"]> = async ({ path, query }, context) => {
  const { table, now } = context;
  const { municipality: town, entity: id } = path;
  const [place, items] = await Promise.all([
    loadMunicipality(table, town, "eventually"),
    entityItems(table, town, id, false),
  ]);
  const own = items.find(({ sk }) => sk === keys.entity(town, id).sk);
  if (!own) throw noSuchEntity(town, id);
  const entity = StoredEntity.parse(own);
  const day = dateAt(now, entity.timeZone);
  const endings = await endingsIn(table, townsOf(items));
  const seats = heldOn(items, { endings, day });
  const bodies: Of[] = [];
  for (const [owner, its] of Map.groupBy(seats, ({ municipality }) => municipality))
    bodies.push(
      ...(await loadBodies(
        table,
        owner,
        its.map(({ body }) => body),
      )),
    );
  return feedOf(place, nameOn(entity, day), bodies, query.language, { context, endings });
};

/** Territories are few, and bodies have theirs in the town's list: a Query of each. */
export const getTerritoryFeed: Operation<Chart["getTerritoryFeed"]> = async ({ path, query }, context) => {
  const { table, now } = context;
  const { municipality: town } = path;
  const [place, territory] = await Promise.all([
    loadMunicipality(table, town, "eventually"),
    territoryStore.load(table, town, path.territory),
  ]);
  const within = await territoriesWithin(table, territory);
  const from = firstDayShown(now, place.timeZone);
  const bodies: Of[] = [];
  for await (const entry of eachBody(table, town))
    if (entry.territory !== null && within.has(entry.territory) && !isOver(entry, from))
      bodies.push({ municipality: town, id: entry.id, name: entry.name });
  const endings = await endingsIn(table, [town]);
  return feedOf(place, territory.name, bodies, query.language, { context, endings });
};

/** A territory and all that is within it, however deep. */
async function territoriesWithin(
  table: Table,
  { id, municipality }: Territory,
): Promise<ReadonlySet<string>> {
  const all: Territory[] = [];
  for await (const item of everything(table, keys.catalogueOf(municipality, "territory")))
    all.push(Territory.parse(item));
  const within = new Set([id]);
  // A set is walked on to what is added meanwhile.
  for (const outer of within) for (const each of all) if (each.within === outer) within.add(each.id);
  return within;
}

async function endingsIn(table: Table, towns: readonly string[]): Promise<ReadonlyMap<string, Endings>> {
  const found = await Promise.all(towns.map(async (town) => [town, await endingsOf(table, town)] as const));
  return new Map(found);
}

/** The timelines of these bodies as one calendar, by start; each session says whose it is. */
async function feedOf(
  { timeZone, language: townLanguage }: Municipality,
  name: Title,
  bodies: readonly Of[],
  language: string | undefined,
  { context, endings }: { context: Context; endings: ReadonlyMap<string, Endings> },
): Promise<{ readonly status: 200; readonly body: string }> {
  const { table, now } = context;
  const from = firstDayShown(now, timeZone);
  const nearby = [...bodies].toSorted((one, other) => keyOf(one).localeCompare(keyOf(other)));
  const timelines = await Promise.all(
    nearby.slice(0, MOST_BODIES).map(async ({ municipality: town, id: body }) => {
      const { items } = await timelinePage(table, { town, body }, { from }, { limit: MOST_OF_ONE });
      return items.map((session) => honouring(session, endings.get(town) ?? {}));
    }),
  );
  const sessions = timelines.flat().toSorted(byStart).slice(0, MOST_SHOWN);
  const names = new Map(
    bodies.map(({ municipality, id, name: its }) => [ownerOf({ municipality, body: id }), its]),
  );
  return {
    status: 200,
    body: calendarOf({ name, sessions, timeZone, language, townLanguage, bodies: names, now }),
  };
}

const keyOf = ({ municipality, id }: Pick<Of, "municipality" | "id">): string => `${municipality} ${id}`;
const byStart = (one: StoredSession, other: StoredSession): number =>
  `${one.startUtc ?? one.start} ${keyOf(one)}`.localeCompare(
    `${other.startUtc ?? other.start} ${keyOf(other)}`,
  );
