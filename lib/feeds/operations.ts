import { endingsOf } from "../bodies/ending.ts";
import { eachBody, loadBody } from "../bodies/store.ts";
import type { Municipality } from "../municipalities/model.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import type { Context, Operation } from "../platform/contract.ts";
import type { Title } from "../platform/shapes.ts";
import { honouring } from "../sessions/alive.ts";
import type { StoredSession } from "../sessions/model.ts";
import { eachSession } from "../sessions/store.ts";
import type { Timeline } from "../sessions/store.ts";
import type { Feed } from "./calendar.ts";
import { calendarOf, ownerOf } from "./calendar.ts";
import { firstDayShown, MOST_SHOWN } from "./reach.ts";
import type { feeds } from "./routes.ts";

export { getEntityFeed, getTerritoryFeed } from "./merged.ts";

export const getTownFeed: Operation<(typeof feeds)["getTownFeed"]> = async ({ path, query }, context) => {
  const town = await loadMunicipality(context.table, path.municipality);
  const bodies = new Map<string, Title>();
  for await (const { id, name } of eachBody(context.table, town.id))
    bodies.set(ownerOf({ municipality: town.id, body: id }), name);
  return feedOf(town, town.name, { town: town.id }, query.language, bodies, context);
};

export const getBodyFeed: Operation<(typeof feeds)["getBodyFeed"]> = async ({ path, query }, context) => {
  const [town, body] = await Promise.all([
    loadMunicipality(context.table, path.municipality),
    loadBody(context.table, path.municipality, path.body),
  ]);
  return feedOf(town, body.name, { town: town.id, body: body.id }, query.language, new Map(), context);
};

async function feedOf(
  { timeZone, language: townLanguage }: Municipality,
  name: Title,
  timeline: Timeline,
  language: string | undefined,
  bodies: Feed["bodies"],
  { table, now }: Context,
): Promise<{ readonly status: 200; readonly body: string }> {
  const from = firstDayShown(now, timeZone);
  const endings = await endingsOf(table, timeline.town);
  const sessions: StoredSession[] = [];
  for await (const session of eachSession(table, timeline, { from })) {
    sessions.push(honouring(session, endings));
    if (sessions.length === MOST_SHOWN) break;
  }
  return { status: 200, body: calendarOf({ name, sessions, timeZone, language, townLanguage, bodies, now }) };
}
