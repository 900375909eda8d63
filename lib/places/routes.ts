import { administration } from "../bodies/offices.ts";
import { TownPath } from "../municipalities/id-model.ts";
import { routes, ticks } from "../platform/contract.ts";
import {
  Ended,
  Place,
  PlaceInput,
  PlaceList,
  PlacePatch,
  PlacePath,
  PlaceQuery,
  TakenList,
  Use,
  UseInput,
  UsePath,
  UsesQuery,
} from "./model.ts";

export const places = routes({
  listPlaces: {
    on: "GET /v1/municipalities/{municipality}/places",
    summary: "The rooms of a town",
    allow: "everyone",
    path: TownPath,
    query: PlaceQuery,
    answers: { 200: PlaceList },
    cacheSeconds: 60,
    touches: { get: ["municipality"], query: ["catalogue"] },
  },
  createPlace: {
    on: "POST /v1/municipalities/{municipality}/places",
    summary: "Take in a room",
    allow: administration,
    path: TownPath,
    body: PlaceInput,
    answers: { 201: Place },
    touches: { get: ["municipality"], put: ["catalogue"] },
  },
  getPlace: {
    on: "GET /v1/municipalities/{municipality}/places/{place}",
    summary: "A room, with what is in it",
    allow: "everyone",
    path: PlacePath,
    answers: { 200: Place },
    cacheSeconds: 60,
    touches: { get: ["catalogue"] },
  },
  updatePlace: {
    on: "PATCH /v1/municipalities/{municipality}/places/{place}",
    summary: "Change what is known of a room",
    allow: administration,
    path: PlacePath,
    body: PlacePatch,
    ifMatch: "required",
    answers: { 200: Place },
    touches: { get: ["municipality", "catalogue"], put: ["catalogue"] },
  },
  listUses: {
    on: "GET /v1/municipalities/{municipality}/places/{place}/uses",
    summary: "When a room is taken, and by which session or entity",
    allow: "everyone",
    path: PlacePath,
    query: UsesQuery,
    answers: { 200: TakenList },
    cacheSeconds: 60,
    touches: { get: ["municipality", "catalogue"], getMany: ["session", "place"], query: ["place"] },
  },
  createUse: {
    on: "POST /v1/municipalities/{municipality}/places/{place}/uses",
    summary: "Take a room for something that is no session: cede it to an entity, or use it",
    allow: administration,
    path: PlacePath,
    body: UseInput,
    answers: { 201: Use },
    touches: {
      get: ["municipality", "catalogue", "entity", "body"],
      getMany: ["place"],
      put: ["place"],
    },
  },
  getUse: {
    on: "GET /v1/municipalities/{municipality}/places/{place}/uses/{use}",
    summary: "A use of a room that is no session, with what it is for",
    allow: administration,
    path: UsePath,
    answers: { 200: Use },
    touches: { get: ["place"] },
  },
  deleteUse: {
    on: "DELETE /v1/municipalities/{municipality}/places/{place}/uses/{use}",
    summary: "End a use: the room is free again",
    allow: administration,
    path: UsePath,
    answers: { 200: Ended },
    touches: { get: ["place"], getMany: ["place"], put: ["place"], delete: ["place"] },
  },
});

export const placeTicks = ticks({
  "hold-rooms": {
    everyMinutes: 1,
    summary:
      "Brings the rooms that sessions hold in line with what they should hold, where nobody did by hand",
    failure: "Sessions that were generated or moved by a calendar hold no room: it may be given to others.",
    timers: ["rooms"],
    touches: {
      get: ["municipality", "session", "body"],
      getMany: ["place"],
      query: ["timer", "body"],
      put: ["session", "place", "timer", "alerts", "outbox", "audit"],
      delete: ["session", "place", "timer", "alerts"],
      check: ["session"],
    },
  },
});
