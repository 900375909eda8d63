import { badInput, faulty } from "../errors.ts";
import { findEntity } from "../entities/store.ts";
import { findBody } from "../bodies/store.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import { addDays, formatCivil, parseDate } from "../platform/civil.ts";
import type { Context, Operation } from "../platform/contract.ts";
import { inLanguage } from "../platform/shapes.ts";
import { civilOf, dateAt, parseInstant } from "../platform/zone.ts";
import { loadSessions } from "../sessions/store.ts";
import { startUtcOf } from "../sessions/time.ts";
import { takenBy } from "./hold.ts";
import { daysOfStay, isTooLong, lockDays, MOST_DAYS, whileRaced } from "./lock.ts";
import type { Taken, Use } from "./model.ts";
import type { Hold } from "./room-model.ts";
import { eachDay } from "./room-store.ts";
import type { places } from "./routes.ts";
import { stayOfUse } from "./stay.ts";
import { loadUse, loadUses, placeStore, putNewUse, removeUse } from "./store.ts";

type Chart = typeof places;

/** How many days are shown where nobody says so, and at most. */
const SHOWN_DAYS = 31;
const MOST_SHOWN_DAYS = 366;

/** When a room is taken: by which session, or which entity it is ceded to, and nothing else of what it is for. */
export const listUses: Operation<Chart["listUses"]> = async ({ path, query }, { table, now }) => {
  const { municipality: town, place } = path;
  const [{ timeZone: zone }] = await Promise.all([
    loadMunicipality(table, town, "eventually"),
    placeStore.load(table, town, place),
  ]);
  const from = query.from ?? dateAt(now, zone);
  const to = query.to ?? addDays(from, SHOWN_DAYS - 1);
  if (to < from || (parseDate(to) ?? 0) - (parseDate(from) ?? 0) >= MOST_SHOWN_DAYS)
    throw faulty([
      {
        in: "query",
        path: "$.to",
        message: `must not be before \`from\`, nor ${MOST_SHOWN_DAYS} days after it`,
      },
    ]);
  // What goes on past midnight stands in both days.
  const holds = new Map<string, Hold>();
  for await (const day of eachDay(table, town, place, { from, to }))
    for (const hold of day.holds) holds.set(`${hold.by.what} ${hold.by.id}`, hold);
  const items = await shown({ table }, { town, place, zone }, [...holds.values()]);
  return { status: 200, body: { items, timeZone: zone } };
};

async function shown(
  { table }: Pick<Context, "table">,
  { town, place, zone }: { readonly town: string; readonly place: string; readonly zone: string },
  holds: readonly Hold[],
): Promise<Taken[]> {
  const idsOf = (what: Hold["by"]["what"]): string[] =>
    holds.flatMap(({ by }) => (by.what === what ? [by.id] : []));
  const [sessions, uses] = await Promise.all([
    loadSessions(table, town, idsOf("session")),
    loadUses(table, town, place, idsOf("use")),
  ]);
  const local = (instant: string): string => formatCivil(civilOf(parseInstant(instant) ?? 0, zone));
  return holds
    .map(({ from, to, by: { what, id } }) => {
      const session = what === "session" ? sessions.find((each) => each.id === id) : undefined;
      const use = what === "use" ? uses.find((each) => each.id === id) : undefined;
      return {
        from: local(from),
        to: local(to),
        what,
        session: session?.id ?? null,
        body: session?.body ?? null,
        title: session?.title ?? null,
        entity: use?.entity ?? null,
        use: use?.id ?? null,
      };
    })
    .toSorted((a, b) => (a.from < b.from ? -1 : 1));
}

/** Takes a room for something that is no session: of all who want it at that time, one gets it, and the others 409. */
export const createUse: Operation<Chart["createUse"]> = async ({ path, body: input }, context) => {
  const { municipality, place } = path;
  const { table, now, commit, newId } = context;
  const [{ timeZone, language }, room] = await Promise.all([
    loadMunicipality(table, municipality, "eventually"),
    placeStore.load(table, municipality, place),
  ]);
  const { start, duration, body } = input;
  const startUtc = startUtcOf(start, timeZone);
  const stay = stayOfUse({ place: room.id, start, timeZone, duration });
  const entity = typeof input.entity === "string" ? { municipality, id: input.entity } : input.entity;
  const faults: [string, string][] = [
    ...(startUtc === null
      ? [["$.start", `does not exist in ${timeZone}: the clock is put forward over it`] as [string, string]]
      : []),
    ...(startUtc !== null && stay.to <= now
      ? [["$.start", "is over: a room is held for what is to come"] as [string, string]]
      : []),
    ...(isTooLong(stay)
      ? [["$.duration", `must be shorter than ${MOST_DAYS} days`] as [string, string]]
      : []),
    ...(entity && !(await findEntity(table, entity))
      ? [["$.entity", `there is no entity '${entity.id}' in '${entity.municipality}'`] as [string, string]]
      : []),
    ...(body !== null && !(await findBody(table, municipality, body))
      ? [["$.body", `there is no body '${body}' in '${municipality}'`] as [string, string]]
      : []),
  ];
  if (faults.length > 0) throw badInput(faults);
  const use: Use = {
    id: newId(),
    municipality,
    place,
    start,
    timeZone,
    duration,
    holdsUntil: formatCivil(civilOf(stay.to, timeZone)),
    entity,
    body,
    purpose: inLanguage(language, input.purpose),
    version: 1,
  };
  const location = `/v1/municipalities/${municipality}/places/${place}/uses/${use.id}`;
  return whileRaced(async () => {
    const { writes, taken } = await lockDays(context, { ...lockingOf(use), held: null, stay });
    if (taken) throw takenBy(taken, place, timeZone);
    return commit({ status: 201, body: use, location }, [putNewUse(use), ...writes], { place, use: use.id });
  });
};

const lockingOf = ({ municipality, timeZone, id }: Use) => ({
  town: municipality,
  zone: timeZone,
  by: { what: "use" as const, id },
});

export const getUse: Operation<Chart["getUse"]> = async ({ path }, { table }) => ({
  status: 200,
  body: await loadUse(table, path.municipality, path.place, path.use),
});

/** Ends a use: its room is free again. */
export const deleteUse: Operation<Chart["deleteUse"]> = async ({ path }, context) => {
  const { municipality, place, use: id } = path;
  const use = await loadUse(context.table, municipality, place, id);
  const held = { place, days: daysOfStay(stayOfUse(use), use.timeZone) };
  return whileRaced(async () => {
    const { writes } = await lockDays(context, { ...lockingOf(use), held, stay: null });
    return context.commit({ status: 200, body: { use: id, ended: true } }, [removeUse(use), ...writes], {
      place,
      use: id,
    });
  });
};
