import { endingsOf } from "../bodies/ending.ts";
import { loadBody } from "../bodies/store.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import { badInput, Refusal } from "../errors.ts";
import { shownPlace } from "../places/hold.ts";
import { findRoom } from "../places/room-store.ts";
import type { Operation } from "../platform/contract.ts";
import { inLanguage } from "../platform/shapes.ts";
import { honouring } from "./alive.ts";
import { change } from "./change.ts";
import type { StoredFullSession } from "./model.ts";
import { mustBeNamed } from "./named.ts";
import type { sessions } from "./routes.ts";
import { go } from "./states.ts";
import { loadSession, timelinePage } from "./store.ts";
import { discreet } from "./discreet.ts";
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
  return { status: 200, body: { ...page, items: items.map((each) => discreet(honouring(each, endings))) } };
};

export const listBodySessions: Operation<Chart["listBodySessions"]> = async ({ path, query }, { table }) => {
  const { municipality: town, body } = path;
  const { limit, cursor, ...between } = query;
  const [{ items, ...page }, endings] = await Promise.all([
    timelinePage(table, { town, body }, between, { limit, cursor }),
    endingsOf(table, town),
  ]);
  if (items.length === 0) await loadBody(table, town, body);
  return { status: 200, body: { ...page, items: items.map((each) => discreet(honouring(each, endings))) } };
};

export const getSession: Operation<Chart["getSession"]> = async ({ path }, { table }) => {
  const [session, endings] = await Promise.all([
    loadSession(table, path.municipality, path.session),
    endingsOf(table, path.municipality),
  ]);
  const room = session.place?.place === undefined ? null : await findRoom(table, session);
  const shown = discreet(honouring(session, endings));
  return { status: 200, body: { ...shown, place: shownPlace(session.place, room) } };
};

export const updateSession: Operation<Chart["updateSession"]> = (request, context) =>
  change(request, context, "edit", async (before, town) => {
    const { title, place, slots, description, ...rest } = request.body;
    if (rest.start !== undefined && rest.start !== before.start) mayStartAt(before, rest.start, context.now);
    return {
      ...rest,
      ...(await mustBeNamed(context.table, town, { place, slots })),
      title: inLanguage(town.language, title),
      description: inLanguage(town.language, description),
    };
  });

/** What is on record may be corrected, "2016-07" to its day, but stays in the past; anything else may be moved. */
function mayStartAt(before: StoredFullSession, start: string, now: number): void {
  const isRecorded =
    before.status === "held" || before.status === "not-held" || before.status === "unrecorded";
  // Of a convened one members are told: see below.
  if (before.status === "convened") return;
  if (!isRecorded) {
    go(before.status, "move");
    // What was planned and is moved to the past would be unrecorded, and could never come back.
    if (overAt({ ...before, start, startUtc: null }) <= now)
      throw badInput([["$.start", "is over: a session that is planned is moved to a day that is to come"]]);
  } else if (overAt({ ...before, start, startUtc: null }) > now)
    throw badInput([["$.start", `must be in the past: the session is ${before.status}`]]);
}

export const decideSession: Operation<Chart["decideSession"]> = (request, context) => {
  const { body } = request;
  return change(request, context, body.decision === "skip" ? "skip" : "keep", (before) => {
    if (body.decision !== "move") return {};
    mayStartAt(before, body.start, context.now);
    return { start: body.start };
  });
};

export const cancelSession: Operation<Chart["cancelSession"]> = (request, context) =>
  change(request, context, "cancel", (_, { language }) => ({
    reason: inLanguage(language, request.body.reason) ?? null,
  }));

export const reinstateSession: Operation<Chart["reinstateSession"]> = (request, context) =>
  change(request, context, "reinstate", (before) => {
    if (overAt(before) <= context.now)
      throw new Refusal("wrong-state", "Its day is over: a cancelled session of the past stays cancelled.");
    return { reason: null };
  });
