import { administration, secretariat } from "../bodies/offices.ts";
import { TownPath } from "../municipalities/id-model.ts";
import { routes } from "../platform/contract.ts";
import { EntityInput, EntityListQuery, EntityPatch, EntityPath, EntityQuery } from "./input-model.ts";
import { Entity, EntityList } from "./model.ts";
import { EntityPage } from "./page-model.ts";

export const entities = routes({
  listEntities: {
    on: "GET /v1/municipalities/{municipality}/entities",
    summary: "The entities of a town, on a day",
    allow: "everyone",
    path: TownPath,
    query: EntityListQuery,
    answers: { 200: EntityList },
    cacheSeconds: 60,
    touches: { get: ["municipality"], query: ["entities"] },
  },
  createEntity: {
    on: "POST /v1/municipalities/{municipality}/entities",
    summary: "Take in an entity",
    allow: secretariat,
    isForAnyBody: true,
    path: TownPath,
    body: EntityInput,
    answers: { 201: Entity },
    touches: { get: ["municipality"], put: ["entity", "entities"], check: ["catalogue"] },
  },
  getEntity: {
    on: "GET /v1/municipalities/{municipality}/entities/{entity}",
    summary: "An entity on a day, with its seats",
    allow: "everyone",
    path: EntityPath,
    query: EntityQuery,
    answers: { 200: EntityPage },
    cacheSeconds: 60,
    isPage: true,
    touches: { get: ["ending"], query: ["entity"] },
  },
  updateEntity: {
    on: "PATCH /v1/municipalities/{municipality}/entities/{entity}",
    summary: "Change what is known of an entity",
    allow: administration,
    path: EntityPath,
    body: EntityPatch,
    ifMatch: "required",
    answers: { 200: Entity },
    touches: {
      get: ["municipality", "entity"],
      put: ["entity", "entities"],
      check: ["catalogue"],
    },
  },
});
