import { administration, secretariat } from "../bodies/offices.ts";
import { TownPath } from "../municipalities/id-model.ts";
import { routes, ticks } from "../platform/contract.ts";
import { PersonInput, PersonPatch, PersonPath, PersonQuery } from "./input-model.ts";
import { Erased, PersonExport, PersonList, PersonMade, PersonPage } from "./model.ts";

/** Those who keep a person's record, and whose it is. */
const keepers = [...secretariat, "member"] as const;

/** The only routes, with one tick, that touch `people`: no public answer holds anything of it. */
export const people = routes({
  listPeople: {
    on: "GET /v1/municipalities/{municipality}/people",
    summary: "The people of a town, or with `body` those who sit in it",
    allow: secretariat,
    path: TownPath,
    query: PersonQuery,
    answers: { 200: PersonList },
    touches: { get: ["body"], getMany: ["people"], query: ["people", "body", "sits"] },
  },
  createPerson: {
    on: "POST /v1/municipalities/{municipality}/people",
    summary: "Take in a person",
    allow: secretariat,
    path: TownPath,
    body: PersonInput,
    answers: { 201: PersonMade },
    touches: {
      get: ["municipality", "identity"],
      put: ["people", "identity", "timer", "calendarUsers"],
      check: ["body"],
    },
  },
  getPerson: {
    on: "GET /v1/municipalities/{municipality}/people/{person}",
    summary: "A person, with the seats they sit on",
    allow: keepers,
    path: PersonPath,
    answers: { 200: PersonPage },
    isPage: true,
    touches: { get: ["people"], query: ["sits"] },
  },
  updatePerson: {
    on: "PATCH /v1/municipalities/{municipality}/people/{person}",
    summary: "Change what is known of a person",
    allow: keepers,
    path: PersonPath,
    body: PersonPatch,
    ifMatch: "required",
    answers: { 200: PersonPage },
    touches: {
      get: ["people", "identity"],
      query: ["sits"],
      put: ["people", "identity", "timer", "calendarUsers"],
      delete: ["identity"],
      check: ["body"],
    },
  },
  erasePerson: {
    on: "DELETE /v1/municipalities/{municipality}/people/{person}",
    summary: "Erase a person: their seats stay, without them",
    allow: administration,
    path: PersonPath,
    answers: { 200: Erased },
    touches: {
      get: ["people", "identity", "body"],
      query: ["sits", "excuses"],
      put: ["identity", "timer", "body", "entity", "sits"],
      delete: ["people", "excuses", "identity", "timer", "body", "entity", "sits"],
    },
  },
  exportPerson: {
    on: "GET /v1/municipalities/{municipality}/people/{person}/export",
    summary: "Everything that is held about a person",
    allow: keepers,
    path: PersonPath,
    answers: { 200: PersonExport },
    touches: { get: ["people", "identity", "municipality"], query: ["sits", "excuses"] },
  },
});

export const peopleTicks = ticks({
  "forget-people": {
    everyMinutes: 30,
    summary: "Erases people whom the town need not know any more, when their time of retention is over",
    failure: "Personal data is kept longer than the town decided.",
    timers: ["forget"],
    touches: {
      get: ["municipality", "people", "identity", "body"],
      query: ["people", "sits", "excuses", "timer"],
      put: ["people", "identity", "timer", "body", "entity", "sits", "audit"],
      delete: ["people", "excuses", "identity", "timer", "body", "entity", "sits"],
    },
  },
});
