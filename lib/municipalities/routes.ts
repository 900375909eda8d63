import * as z from "zod";
import { routes } from "../platform/contract.ts";
import { paging } from "../platform/shapes.ts";
import { TownPath } from "./id-model.ts";
import { MunicipalityInput, MunicipalityPatch } from "./input-model.ts";
import { Municipality, MunicipalityList } from "./model.ts";

export const municipalities = routes({
  listMunicipalities: {
    on: "GET /v1/municipalities",
    summary: "The towns",
    allow: "everyone",
    query: z.strictObject(paging),
    answers: { 200: MunicipalityList },
    cacheSeconds: 60,
    touches: { query: ["municipalities"] },
  },
  createMunicipality: {
    on: "POST /v1/municipalities",
    summary: "Take in a town",
    allow: ["operator"],
    body: MunicipalityInput,
    answers: { 201: Municipality },
    touches: { put: ["municipality", "calendarUsers"] },
  },
  getMunicipality: {
    on: "GET /v1/municipalities/{municipality}",
    summary: "A town",
    allow: "everyone",
    path: TownPath,
    answers: { 200: Municipality },
    cacheSeconds: 60,
    touches: { get: ["municipality"] },
  },
  updateMunicipality: {
    on: "PATCH /v1/municipalities/{municipality}",
    summary: "Change what is known of a town",
    allow: ["operator", "administrator"],
    path: TownPath,
    body: MunicipalityPatch,
    ifMatch: "required",
    answers: { 200: Municipality },
    touches: {
      get: ["municipality"],
      put: ["municipality", "calendarUsers", "timer"],
      delete: ["calendarUsers"],
    },
  },
});
