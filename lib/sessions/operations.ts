import { isDeepStrictEqual } from "node:util";
import { secretariat } from "../bodies/model.ts";
import { endingsOf } from "../bodies/ending.ts";
import { loadBody, mustStillAct } from "../bodies/store.ts";
import type { Municipality } from "../municipalities/model.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import { badInput, Refusal } from "../errors.ts";
import type { Asked, Context, Operation, Route } from "../platform/contract.ts";
import { daysOf } from "../platform/civil.ts";
import { setTimer } from "../platform/timers.ts";
import { mustMatch } from "../platform/http.ts";
import { inLanguage } from "../platform/shapes.ts";
import { holidaysAround } from "../calendars/store.ts";
import { parseInstant } from "../platform/zone.ts";
import type { Clash } from "./clash-model.ts";
import { clashesOf } from "./clashes.ts";
import { honouring, mustBeAlive } from "./alive.ts";
import type { StoredFullSession } from "./model.ts";
import { reviseSession } from "./revise.ts";
import type { SessionChange } from "./revise.ts";
import type { sessions } from "./routes.ts";
import { lookTimer } from "../convocations/timers.ts";
import { takeBack } from "../convocations/take-back.ts";
import { saveChanged } from "./save.ts";
import { go } from "./states.ts";
import type { TransitionName } from "./states.ts";
import { loadSession, timelinePage } from "./store.ts";
import { placeIn } from "./texts.ts";
import { overAt } from "./time.ts";

export { createSession } from "./create.ts";

type Chart = typeof sessions;

export const listTownSessions: Operation<Chart["listTownSessions"]> = async ({ path, query }, { table }) => {
  const { municipality: town } = path;
  const { body, limit, cursor, ...between } = query;
  const [{ items, ...page }, endings] = await Promise.all([
    timelinePage(table, { town, body }, between, { limit, cursor }),
    endingsOf(table, town),
  ]);
  // An unknown town or body is not an empty one.
  if (items.length === 0) await loadMunicipality(table, town);
  if (items.length === 0 && body !== undefined) await loadBody(table, town, body);
  return { status: 200, body: { ...page, items: items.map((each) => honouring(each, endings)) } };
};

export const listBodySessions: Operation<Chart["listBodySessions"]> = async ({ path, query }, { table }) => {
  const { municipality: town, body } = path;
  const { limit, cursor, ...between } = query;
  const [{ items, ...page }, endings] = await Promise.all([
    timelinePage(table, { town, body }, between, { limit, cursor }),
    endingsOf(table, town),
  ]);
  if (items.length === 0) await loadBody(table, town, body);
  return { status: 200, body: { ...page, items: items.map((each) => honouring(each, endings)) } };
};

export const getSession: Operation<Chart["getSession"]> = async ({ path }, { table }) => {
  const [session, endings] = await Promise.all([
    loadSession(table, path.municipality, path.session),
    endingsOf(table, path.municipality),
  ]);
  return { status: 200, body: honouring(session, endings) };
};

export const updateSession: Operation<Chart["updateSession"]> = (request, context) =>
  revise(request, context, "edit", (before, { language }) => {
    const { title, place, description, ...rest } = request.body;
    if (rest.start !== undefined && rest.start !== before.start) mayStartAt(before, rest.start, context.now);
    return {
      ...rest,
      title: inLanguage(language, title),
      place: placeIn(language, place),
      description: inLanguage(language, description),
    };
  });

/** What is on record may be corrected, "2016-07" to its day, but stays in the past; anything else may be moved. */
function mayStartAt(before: StoredFullSession, start: string, now: number): void {
  const isRecorded =
    before.status === "held" || before.status === "not-held" || before.status === "unrecorded";
  // Of a convened one members are told: see below.
  if (before.status === "convened") return;
  if (!isRecorded) go(before.status, "move");
  else if (overAt({ ...before, start, startUtc: null }) > now)
    throw badInput([["$.start", `must be in the past: the session is ${before.status}`]]);
}

export const decideSession: Operation<Chart["decideSession"]> = (request, context) => {
  const { body } = request;
  return revise(request, context, body.decision === "skip" ? "skip" : "keep", () =>
    body.decision === "move" ? { start: body.start } : {},
  );
};

export const cancelSession: Operation<Chart["cancelSession"]> = (request, context) =>
  revise(request, context, "cancel", (_, { language }) => ({
    reason: inLanguage(language, request.body.reason) ?? null,
  }));

export const reinstateSession: Operation<Chart["reinstateSession"]> = (request, context) =>
  revise(request, context, "reinstate", (before) => {
    if (overAt(before) <= context.now)
      throw new Refusal("wrong-state", "Its day is over: a cancelled session of the past stays cancelled.");
    return { reason: null };
  });

/** A session that members came to is not called off: it is held, or it is not. */
function mustNotHaveBegun({ status, startUtc }: StoredFullSession, now: number): void {
  if (status === "convened" && (parseInstant(startUtc ?? "") ?? Infinity) <= now)
    throw new Refusal("wrong-state", "It has begun: record whether it was held.");
}

const told = ({ title, start, duration, place, kind }: StoredFullSession) => [
  title,
  start,
  duration,
  place,
  kind,
];

/** What members were told is changed by telling them: a new version, with its own deadline. */
function mustNotConcernMembers(before: StoredFullSession, after: StoredFullSession): void {
  const isTold = !isDeepStrictEqual(told(before), told(after));
  if (before.status === "convened" && isTold)
    throw new Refusal(
      "wrong-state",
      "Members are convened to it: say what changes in POST …/convocations, and they are told.",
    );
}

/** A session that was cancelled and comes back, or was proposed and is held, is expected anew. */
const isPlannedAnew = (before: StoredFullSession, after: StoredFullSession): boolean =>
  after.status === "planned" && before.status !== "planned";

/** One session, one transition, one commit: what every change by hand has in common. */
async function revise(
  { path, ifMatch, caller }: Asked<Route & Pick<Chart["updateSession"], "path">>,
  context: Context,
  transition: TransitionName,
  change: (before: StoredFullSession, town: Municipality) => SessionChange,
): Promise<{ readonly status: 200; readonly body: StoredFullSession & { clashes: Clash[] } }> {
  const { table, now, commit, permit } = context;
  const [town, before] = await Promise.all([
    loadMunicipality(table, path.municipality),
    loadSession(table, path.municipality, path.session),
  ]);
  await permit(secretariat, { municipality: town.id, body: before.body });
  mustMatch(ifMatch, before.version);
  const status = go(before.status, transition);
  const changes = { status, ...change(before, town) };
  const { first, last } = daysOf(changes.start ?? before.start);
  const holidays = await holidaysAround(table, town.areas, { from: first, to: last });
  const revised = reviseSession(before, changes, holidays, now);
  if (revised === before) return { status: 200, body: { ...before, clashes: [] } };
  if (transition === "edit") mustNotConcernMembers(before, revised);
  if (transition === "cancel") mustNotHaveBegun(before, now);
  const taken = transition === "cancel" || transition === "skip" ? { by: caller?.id ?? "", now } : null;
  const { session: after, writes } = taken
    ? await takeBack(context, before, revised, taken)
    : { session: revised, writes: [] };
  const body = await loadBody(table, town.id, after.body);
  mustBeAlive(body, after);
  const isNewTime = after.start !== before.start || after.duration !== before.duration;
  const clashes = isNewTime || isPlannedAnew(before, after) ? await clashesOf(table, after, body) : [];
  return commit(
    { status: 200, body: { ...after, clashes } },
    [
      ...saveChanged(before, after, town.timeZone),
      ...writes,
      // Another kind of session, another notice.
      ...(after.kind === before.kind ? [] : [setTimer(lookTimer(after, now))]),
      mustStillAct(body),
    ],
    {
      session: after.id,
      version: after.version,
      status: after.status,
      start: after.start,
    },
  );
}
