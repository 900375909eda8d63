import * as z from "zod";
import { BodyPath } from "../bodies/id-model.ts";
import { EntityPath } from "../entities/input-model.ts";
import { TownPath } from "../municipalities/id-model.ts";
import { routes } from "../platform/contract.ts";
import { Language } from "../platform/shapes.ts";
import { TerritoryPath } from "../territories/model.ts";

const calendar = { media: "text/calendar; charset=utf-8" } as const;
const query = z.strictObject({ language: Language.optional() });

export const feeds = routes({
  getTownFeed: {
    on: "GET /v1/municipalities/{municipality}/calendar.ics",
    summary: "The sessions of a town as a calendar to subscribe to (RFC 5545)",
    allow: "everyone",
    path: TownPath,
    query,
    answers: { 200: calendar },
    cacheSeconds: 300,
    touches: { get: ["municipality", "ending"], query: ["bodies", "townTimeline"] },
  },
  getBodyFeed: {
    on: "GET /v1/municipalities/{municipality}/bodies/{body}/calendar.ics",
    summary: "The sessions of a body as a calendar to subscribe to (RFC 5545)",
    allow: "everyone",
    path: BodyPath,
    query,
    answers: { 200: calendar },
    cacheSeconds: 300,
    touches: { get: ["municipality", "body", "ending"], query: ["bodyTimeline"] },
  },
  getEntityFeed: {
    on: "GET /v1/municipalities/{municipality}/entities/{entity}/calendar.ics",
    summary:
      "The sessions of the bodies in which an entity holds a seat today, those of other towns among them; of 50 bodies at most",
    allow: "everyone",
    path: EntityPath,
    query,
    answers: { 200: calendar },
    cacheSeconds: 300,
    touches: { get: ["municipality", "ending"], getMany: ["body"], query: ["entity", "bodyTimeline"] },
  },
  getTerritoryFeed: {
    on: "GET /v1/municipalities/{municipality}/territories/{territory}/calendar.ics",
    summary: "The sessions of the bodies of a territory and of those within it; of 50 bodies at most",
    allow: "everyone",
    path: TerritoryPath,
    query,
    answers: { 200: calendar },
    cacheSeconds: 300,
    touches: { get: ["municipality", "catalogue", "ending"], query: ["catalogue", "bodies", "bodyTimeline"] },
  },
});
