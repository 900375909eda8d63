import * as z from "zod";
import { TownPath } from "../municipalities/model.ts";
import { routes } from "../platform/contract.ts";
import { paging } from "../platform/shapes.ts";
import { Body, BodyInput, BodyKind, BodyList, BodyPatch, BodyPath, secretariat } from "./model.ts";

export const bodies = routes({
  listBodies: {
    on: "GET /v1/municipalities/{municipality}/bodies",
    summary: "The bodies of a town",
    allow: "everyone",
    path: TownPath,
    query: z.strictObject({ kind: BodyKind.optional(), ...paging }),
    answers: { 200: BodyList },
    cacheSeconds: 60,
    touches: { get: ["municipality"], query: ["bodies"] },
  },
  createBody: {
    on: "POST /v1/municipalities/{municipality}/bodies",
    summary: "Take in a body",
    allow: ["operator", "administrator"],
    path: TownPath,
    body: BodyInput,
    answers: { 201: Body },
    touches: { get: ["municipality"], put: ["body", "claim"] },
  },
  getBody: {
    on: "GET /v1/municipalities/{municipality}/bodies/{body}",
    summary: "A body",
    allow: "everyone",
    path: BodyPath,
    answers: { 200: Body },
    cacheSeconds: 60,
    touches: { get: ["body"] },
  },
  updateBody: {
    on: "PATCH /v1/municipalities/{municipality}/bodies/{body}",
    summary: "Change what is known of a body",
    allow: secretariat,
    path: BodyPath,
    body: BodyPatch,
    ifMatch: "required",
    answers: { 200: Body },
    touches: { get: ["municipality", "body"], put: ["body"] },
  },
});
