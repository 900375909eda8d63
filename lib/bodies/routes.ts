import { TownPath } from "../municipalities/id-model.ts";
import { routes, ticks } from "../platform/contract.ts";
import { AtQuery, BodyPath } from "./id-model.ts";
import { BodyInput, BodyPatch, BodyQuery } from "./input-model.ts";
import { LineageEvent, LineageInput } from "./lineage-model.ts";
import { BodyList } from "./list-model.ts";
import { Body } from "./model.ts";
import { administration, secretariat } from "./offices.ts";
import { BodyPage } from "./page-model.ts";
import { Relation, RelationInput, RelationList, RelationPatch, RelationPath } from "./relation-model.ts";

const relating = {
  get: ["body", "catalogue"],
  query: ["body"],
  put: ["body", "entity", "related"],
  check: ["body", "entity", "catalogue"],
} as const;

export const bodies = routes({
  listBodies: {
    on: "GET /v1/municipalities/{municipality}/bodies",
    summary: "The bodies of a town, on a day",
    allow: "everyone",
    path: TownPath,
    query: BodyQuery,
    answers: { 200: BodyList },
    cacheSeconds: 60,
    touches: { get: ["municipality", "catalogue"], query: ["bodies", "related"] },
  },
  createBody: {
    on: "POST /v1/municipalities/{municipality}/bodies",
    summary: "Take in a body",
    allow: administration,
    path: TownPath,
    body: BodyInput,
    answers: { 201: Body },
    touches: {
      get: ["municipality"],
      put: ["body", "bodies", "shared", "claim"],
      delete: ["shared"],
      check: ["catalogue"],
    },
  },
  getBody: {
    on: "GET /v1/municipalities/{municipality}/bodies/{body}",
    summary: "A body on a day: relations, seats, series, lineage, and who acted in its stead",
    allow: "everyone",
    path: BodyPath,
    query: AtQuery,
    answers: { 200: BodyPage },
    cacheSeconds: 60,
    isPage: true,
    touches: { query: ["body"] },
  },
  updateBody: {
    on: "PATCH /v1/municipalities/{municipality}/bodies/{body}",
    summary: "Change what is known of a body",
    allow: secretariat,
    path: BodyPath,
    body: BodyPatch,
    ifMatch: "required",
    answers: { 200: Body },
    touches: {
      get: ["municipality", "body"],
      put: ["body", "bodies", "shared", "timer"],
      delete: ["bodies", "shared"],
      check: ["catalogue"],
    },
  },
  recordEvent: {
    on: "POST /v1/municipalities/{municipality}/bodies/{body}/events",
    summary: "Record that bodies were founded, renamed, merged, split, absorbed or dissolved",
    allow: administration,
    path: BodyPath,
    body: LineageInput,
    answers: { 201: LineageEvent },
    touches: {
      get: ["municipality", "body", "ending"],
      getMany: ["body"],
      query: ["body"],
      put: ["body", "bodies", "entity", "related", "ending", "timer"],
      check: ["body"],
    },
  },
  listRelations: {
    on: "GET /v1/municipalities/{municipality}/bodies/{body}/relations",
    summary: "What a body stands in relation to, on a day, from both ends",
    allow: "everyone",
    path: BodyPath,
    query: AtQuery,
    answers: { 200: RelationList },
    cacheSeconds: 60,
    touches: { get: ["body"], query: ["body"] },
  },
  createRelation: {
    on: "POST /v1/municipalities/{municipality}/bodies/{body}/relations",
    summary: "State a relation of a body",
    allow: secretariat,
    path: BodyPath,
    body: RelationInput,
    answers: { 201: Relation },
    touches: relating,
  },
  getRelation: {
    on: "GET /v1/municipalities/{municipality}/bodies/{body}/relations/{relation}",
    summary: "A relation of a body, on a day",
    allow: "everyone",
    path: RelationPath,
    query: AtQuery,
    answers: { 200: Relation },
    cacheSeconds: 60,
    isPage: true,
    touches: { get: ["body"] },
  },
  updateRelation: {
    on: "PATCH /v1/municipalities/{municipality}/bodies/{body}/relations/{relation}",
    summary: "Correct or end a relation",
    allow: secretariat,
    path: RelationPath,
    body: RelationPatch,
    ifMatch: "required",
    answers: { 200: Relation },
    touches: relating,
  },
});

export const bodyTicks = ticks({
  "dissolve-bodies": {
    everyMinutes: 5,
    summary: "Carries dissolutions through: ends seats, stops series, cancels what was planned",
    failure:
      "Sessions and seats of dissolved bodies are not rewritten yet; readers see them as over all the same.",
    timers: ["dissolve"],
    touches: {
      get: ["municipality", "body", "session", "ending"],
      getMany: ["calendar"],
      query: ["body", "bodyTimeline", "timer", "alerts"],
      put: ["body", "entity", "sits", "session", "ending", "timer", "audit", "ledger"],
      delete: ["body", "entity", "sits", "timer", "session", "alerts"],
    },
    uses: ["keys"],
  },
});
