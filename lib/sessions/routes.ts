import { BodyPath } from "../bodies/id-model.ts";
import { secretariat } from "../bodies/offices.ts";
import { TownPath } from "../municipalities/id-model.ts";
import { routes, ticks } from "../platform/contract.ts";
import { PlannedSession } from "./clash-model.ts";
import { SessionPath } from "./id-model.ts";
import {
  Cancellation,
  Decision,
  Reinstatement,
  SessionInput,
  SessionPatch,
  SessionQuery,
  TownSessionQuery,
} from "./input-model.ts";
import { FullSession, SessionList } from "./model.ts";

/** What it takes to hold a room, and to leave it. */
const rooming = { get: ["catalogue"], getMany: ["entity", "place"], put: ["place"] } as const;

const revising = {
  get: ["municipality", "body", "session", "ending", ...rooming.get],
  getMany: ["calendar", ...rooming.getMany],
  query: ["body", "shared", "session", "bodyTimeline", "townTimeline"],
  put: ["session", "timer", ...rooming.put],
  delete: ["timer", "session", "place", "alerts"],
  check: ["body", "session"],
} as const;

/** What it takes to call a session off: who was convened to it is told. */
const calling = {
  ...revising,
  query: [...revising.query, "alerts"],
  put: [...revising.put, "ledger"],
} as const;

export const sessions = routes({
  listTownSessions: {
    on: "GET /v1/municipalities/{municipality}/sessions",
    summary: "The sessions of a town, by local start",
    allow: "everyone",
    path: TownPath,
    query: TownSessionQuery,
    answers: { 200: SessionList },
    cacheSeconds: 60,
    touches: { get: ["municipality", "body", "ending"], query: ["townTimeline", "bodyTimeline"] },
  },
  listBodySessions: {
    on: "GET /v1/municipalities/{municipality}/bodies/{body}/sessions",
    summary: "The sessions of a body, by local start",
    allow: "everyone",
    path: BodyPath,
    query: SessionQuery,
    answers: { 200: SessionList },
    cacheSeconds: 60,
    touches: { get: ["body", "ending"], query: ["bodyTimeline"] },
  },
  createSession: {
    on: "POST /v1/municipalities/{municipality}/bodies/{body}/sessions",
    summary: "Plan a session outside any series, or record one of the past",
    allow: secretariat,
    path: BodyPath,
    body: SessionInput,
    answers: { 201: PlannedSession },
    touches: {
      get: ["municipality", "body", "ending", ...rooming.get],
      getMany: ["session", "calendar", ...rooming.getMany],
      query: ["body", "shared", "bodyTimeline", "townTimeline"],
      put: ["session", "timer", ...rooming.put],
      check: ["body"],
    },
  },
  getSession: {
    on: "GET /v1/municipalities/{municipality}/sessions/{session}",
    summary: "A session",
    allow: "everyone",
    path: SessionPath,
    answers: { 200: FullSession },
    // Whether it has its room may change without it.
    isPage: true,
    cacheSeconds: 60,
    touches: { get: ["session", "ending"] },
  },
  updateSession: {
    on: "PATCH /v1/municipalities/{municipality}/sessions/{session}",
    summary: "Move or change one session; the rest of its series stays",
    allow: secretariat,
    path: SessionPath,
    body: SessionPatch,
    ifMatch: "required",
    answers: { 200: PlannedSession },
    touches: revising,
  },
  decideSession: {
    on: "POST /v1/municipalities/{municipality}/sessions/{session}/decision",
    summary: "Decide on a session that falls on a holiday: keep, skip or move it",
    allow: secretariat,
    path: SessionPath,
    body: Decision,
    ifMatch: "honoured",
    answers: { 200: PlannedSession },
    touches: calling,
    uses: ["keys"],
  },
  cancelSession: {
    on: "POST /v1/municipalities/{municipality}/sessions/{session}/cancellation",
    summary: "Cancel a session",
    allow: secretariat,
    path: SessionPath,
    body: Cancellation,
    ifMatch: "honoured",
    answers: { 200: PlannedSession },
    touches: calling,
    uses: ["keys"],
  },
  reinstateSession: {
    on: "POST /v1/municipalities/{municipality}/sessions/{session}/reinstatement",
    summary: "Take a cancellation back",
    allow: secretariat,
    path: SessionPath,
    body: Reinstatement,
    ifMatch: "honoured",
    answers: { 200: PlannedSession },
    touches: revising,
  },
});

export const sessionTicks = ticks({
  "close-sessions": {
    everyMinutes: 15,
    summary:
      "Calls again where the first call had no quorum; lapses what nobody decided; marks what passed without a record",
    failure: "Sessions of past days still show as planned.",
    timers: ["second-call", "close"],
    touches: {
      get: ["municipality", "session", "body"],
      query: ["timer", "alerts", "session", "body"],
      put: ["session", "audit", "alerts"],
      delete: ["timer", "session", "alerts"],
    },
  },
});
