import { loadBody, mustStillAct } from "../bodies/store.ts";
import { holidaysAround } from "../calendars/store.ts";
import { badInput, Refusal } from "../errors.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import { holdRoom } from "../places/hold.ts";
import { whileRaced } from "../places/lock.ts";
import { daysOf, parseCivil } from "../platform/civil.ts";
import type { Context, Operation } from "../platform/contract.ts";
import type { Table } from "../platform/dynamo.ts";
import { inLanguage } from "../platform/shapes.ts";
import type { Write } from "../platform/writes.ts";
import { formatInstant } from "../platform/zone.ts";
import { mustBeAlive } from "./alive.ts";
import { clashesOf } from "./clashes.ts";
import type { SessionInput } from "./input-model.ts";
import type { StoredFullSession } from "./model.ts";
import { namedIn } from "./named.ts";
import { holidayOn } from "./revise.ts";
import type { sessions } from "./routes.ts";
import { saveNew } from "./save.ts";
import { slotFaults } from "./slots.ts";
import { loadSessions } from "./store.ts";
import type { SessionRequest } from "./terms-model.ts";
import { overAt, startUtcOf } from "./time.ts";

const MOST_SESSIONS_A_DAY = 20;

/** A session outside any series: planned, or one of the past on record. Its start may be as partial as it is known. */
export const createSession: Operation<(typeof sessions)["createSession"]> = ({ path, body }, context) =>
  planSession(path, body, context);

/** Where members asked for the session: that they did, and what goes on record with it. */
export interface Requested {
  readonly request: SessionRequest;
  readonly record: (session: string) => Write;
}

/** The same for an operation that has more to say of the session. */
export async function planSession(
  { municipality, body }: { readonly municipality: string; readonly body: string },
  input: SessionInput,
  context: Context,
  requested?: Requested,
) {
  const { table, now, commit } = context;
  const [town, of] = await Promise.all([
    loadMunicipality(table, municipality),
    loadBody(table, municipality, body),
  ]);
  const { timeZone = town.timeZone, status, start, duration, kind } = input;
  const { place, slots, faults: unnamed } = await namedIn(table, town, input);
  const startUtc = startUtcOf(start, timeZone);
  const isOver = overAt({ start, timeZone, startUtc, duration }) <= now;
  const faults = [...unnamed, ...faultsOf(input, timeZone, isOver)];
  if (faults.length > 0) throw badInput(faults);
  const { first, last } = daysOf(start);
  const holidays = await holidaysAround(table, town.areas, { from: first, to: last });
  const session: Omit<StoredFullSession, "id"> = {
    secondCall: null,
    municipality,
    body,
    series: null,
    recurrenceDate: null,
    kind,
    start,
    timeZone,
    startUtc,
    duration,
    slots,
    title: inLanguage(town.language, input.title),
    place,
    description: inLanguage(town.language, input.description),
    reason: null,
    convocations: 0,
    request: requested?.request ?? null,
    status: status ?? (isOver ? "unrecorded" : "planned"),
    holiday: holidayOn(start, holidays),
    sequence: 0,
    version: 1,
    touched: true,
    updatedAt: formatInstant(now),
    gone: false,
  };
  mustBeAlive(of, session);
  const create = async () => {
    const created = { ...session, id: await freeId(table, municipality, `${body}-${start.slice(0, 10)}`) };
    const [clashes, room] = await Promise.all([
      clashesOf(table, created, of),
      holdRoom(context, town, null, created),
    ]);
    const location = `/v1/municipalities/${municipality}/sessions/${created.id}`;
    return commit(
      { status: 201 as const, body: { ...created, place: room.place, clashes }, location },
      [
        ...saveNew(created, town.timeZone, room.writes),
        ...(requested ? [requested.record(created.id)] : []),
        mustStillAct(of),
      ],
      { session: created.id },
    );
  };
  for (let attempt = 1; ; attempt++) {
    try {
      return await whileRaced(create);
    } catch (error) {
      // Someone else's session of that day took the id between our look and our writing.
      const isTaken = error instanceof Refusal && error.code === "already-exists";
      if (!isTaken || attempt === MOST_SESSIONS_A_DAY) throw error;
    }
  }
}

function faultsOf(
  { start, duration, slots, status }: SessionInput,
  timeZone: string,
  isOver: boolean,
): [string, string][] {
  return [
    ...(parseCivil(start) !== null && startUtcOf(start, timeZone) === null
      ? [["$.start", `does not exist in ${timeZone}: the clock is put forward over it`] as [string, string]]
      : []),
    ...(status !== undefined && !isOver
      ? [["$.status", "is for sessions of the past: leave it out"] as [string, string]]
      : []),
    ...slotFaults(start, duration, slots),
  ];
}

/** Body and date; for more sessions of the same day "-2", "-3" behind it. */
async function freeId(table: Table, town: string, wanted: string): Promise<string> {
  const candidates = Array.from({ length: MOST_SESSIONS_A_DAY }, (_, i) =>
    i === 0 ? wanted : `${wanted}-${i + 1}`,
  );
  const [first = ""] = candidates;
  const taken = (await loadSessions(table, town, [first])).length > 0;
  const others = taken ? await loadSessions(table, town, candidates.slice(1)) : [];
  const free = taken ? candidates.slice(1).find((id) => others.every((session) => session.id !== id)) : first;
  if (free !== undefined) return free;
  throw new Refusal(
    "already-exists",
    `There are ${MOST_SESSIONS_A_DAY} sessions of this body on that day already.`,
  );
}
