import { BodyPath } from "../bodies/id-model.ts";
import { membership, secretariat } from "../bodies/offices.ts";
import { TownPath } from "../municipalities/id-model.ts";
import { routes, ticks } from "../platform/contract.ts";
import { PlannedSession } from "../sessions/clash-model.ts";
import { SessionPath } from "../sessions/id-model.ts";
import { ConvocationPath } from "./id-model.ts";
import { ConvocationInput, RequestInput } from "./input-model.ts";
import { AlertList, AlertPath, Dismissed } from "./outlook-model.ts";
import { ConvocationList, ShownConvocation } from "./page-model.ts";

/** What a convocation rests on, whoever decides it. */
const deciding = {
  get: ["municipality", "body", "session"],
  getMany: ["calendar", "people", "entity"],
  query: ["body", "alerts", "followUps"],
} as const;

export const convocations = routes({
  listConvocations: {
    on: "GET /v1/municipalities/{municipality}/sessions/{session}/convocations",
    summary: "The versions of a session's convocation; for the secretariat, how the next one stands",
    allow: "everyone",
    welcomes: secretariat,
    path: SessionPath,
    answers: { 200: ConvocationList },
    cacheSeconds: 60,
    touches: { get: ["session"], query: ["session"] },
  },
  createConvocation: {
    on: "POST /v1/municipalities/{municipality}/sessions/{session}/convocations",
    summary: "Convene members, or convene them anew to what changed: complete, and in time by the real clock",
    allow: secretariat,
    path: SessionPath,
    body: ConvocationInput,
    ifMatch: "honoured",
    answers: { 201: ShownConvocation },
    touches: {
      ...deciding,
      get: [...deciding.get, "catalogue"],
      getMany: [...deciding.getMany, "place"],
      put: ["session", "ledger", "timer", "place"],
      delete: ["session", "alerts", "timer", "place"],
      check: ["session", "body"],
    },
    uses: ["keys"],
  },
  getConvocation: {
    on: "GET /v1/municipalities/{municipality}/sessions/{session}/convocations/{n}",
    summary: "What members were told, as it was decided",
    allow: "everyone",
    welcomes: membership,
    path: ConvocationPath,
    answers: { 200: ShownConvocation },
    cacheSeconds: 60,
    touches: { get: ["session"] },
  },
  requestSession: {
    on: "POST /v1/municipalities/{municipality}/bodies/{body}/session-requests",
    summary:
      "Take in that members asked for an extraordinary session, and plan it within the term of the rules",
    allow: secretariat,
    path: BodyPath,
    body: RequestInput,
    answers: { 201: PlannedSession },
    touches: {
      get: ["municipality", "body", "ending", "catalogue"],
      getMany: ["session", "calendar", "entity", "place"],
      query: ["body", "shared", "bodyTimeline", "townTimeline"],
      put: ["session", "timer", "body", "place"],
      check: ["body"],
    },
  },
  listAlerts: {
    on: "GET /v1/municipalities/{municipality}/alerts",
    summary:
      "What the secretaries of a town have to look at: what is not ready, overdue, missed, or came back",
    allow: ["operator", "administrator"],
    path: TownPath,
    answers: { 200: AlertList },
    touches: { get: ["municipality"], query: ["alerts"] },
  },
  dismissAlert: {
    on: "DELETE /v1/municipalities/{municipality}/sessions/{session}/alerts/{code}",
    summary: "Say that something has been looked at: it leaves the list",
    allow: secretariat,
    path: AlertPath,
    answers: { 200: Dismissed },
    touches: { get: ["session"], delete: ["alerts"] },
  },
  listBodyAlerts: {
    on: "GET /v1/municipalities/{municipality}/bodies/{body}/alerts",
    summary: "What the secretary of a body has to look at",
    allow: secretariat,
    path: BodyPath,
    answers: { 200: AlertList },
    touches: { get: ["body"], query: ["alerts"] },
  },
});

export const convocationTicks = ticks({
  "convene-sessions": {
    everyMinutes: 5,
    summary: "Convenes what is ready and due, warns of what is not, lists what was missed",
    failure: "Sessions are not convened by themselves, and nobody is warned: the last lawful moments pass.",
    timers: ["convene"],
    touches: {
      ...deciding,
      query: [...deciding.query, "timer", "bodyTimeline", "townTimeline"],
      put: ["session", "ledger", "timer", "alerts", "outbox", "audit"],
      delete: ["session", "alerts", "timer"],
      check: ["session", "body"],
    },
    uses: ["keys"],
  },
  "notify-members": {
    everyMinutes: 1,
    summary:
      "Gives every member notice of what was decided and of minutes that are circulated, reminds them, and sends what the stream left over",
    failure:
      "Members are not told of sessions that are convened, nor of minutes: last lawful moments may pass.",
    timers: ["notices", "circulate", "remind", "resend"],
    touches: {
      get: ["municipality", "body", "session", "people", "bookings", "entity", "outbox"],
      getMany: ["calendar", "people", "entity"],
      query: ["body", "timer", "ledger", "outbox", "session", "alerts"],
      put: ["ledger", "outbox", "timer", "alerts"],
      delete: ["timer", "outbox"],
    },
    uses: ["mail", "keys"],
  },
});
