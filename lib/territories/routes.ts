import * as z from "zod";
import { administration } from "../bodies/offices.ts";
import { TownPath } from "../municipalities/id-model.ts";
import { routes } from "../platform/contract.ts";
import { paging } from "../platform/shapes.ts";
import { Territory, TerritoryInput, TerritoryList, TerritoryPatch, TerritoryPath } from "./model.ts";

export const territories = routes({
  listTerritories: {
    on: "GET /v1/municipalities/{municipality}/territories",
    summary: "The territories of a town",
    allow: "everyone",
    path: TownPath,
    query: z.strictObject(paging),
    answers: { 200: TerritoryList },
    cacheSeconds: 60,
    touches: { get: ["municipality"], query: ["catalogue"] },
  },
  createTerritory: {
    on: "POST /v1/municipalities/{municipality}/territories",
    summary: "Take in a territory",
    allow: administration,
    path: TownPath,
    body: TerritoryInput,
    answers: { 201: Territory },
    touches: { get: ["municipality", "catalogue"], put: ["catalogue"] },
  },
  getTerritory: {
    on: "GET /v1/municipalities/{municipality}/territories/{territory}",
    summary: "A territory",
    allow: "everyone",
    path: TerritoryPath,
    answers: { 200: Territory },
    cacheSeconds: 60,
    touches: { get: ["catalogue"] },
  },
  updateTerritory: {
    on: "PATCH /v1/municipalities/{municipality}/territories/{territory}",
    summary: "Change what is known of a territory",
    allow: administration,
    path: TerritoryPath,
    body: TerritoryPatch,
    ifMatch: "required",
    answers: { 200: Territory },
    touches: { get: ["municipality", "catalogue"], put: ["catalogue"] },
  },
});
