import * as z from "zod";
import { administration } from "../bodies/offices.ts";
import { TownPath } from "../municipalities/id-model.ts";
import { routes } from "../platform/contract.ts";
import { CalendarDate, paging } from "../platform/shapes.ts";
import { Plan, PlanInput, PlanList, PlanPage, PlanPatch, PlanPath } from "./model.ts";

export const plans = routes({
  listPlans: {
    on: "GET /v1/municipalities/{municipality}/plans",
    summary: "The plans of a town",
    allow: "everyone",
    path: TownPath,
    query: z.strictObject({ at: CalendarDate.optional(), ...paging }),
    answers: { 200: PlanList },
    cacheSeconds: 60,
    touches: { get: ["municipality"], query: ["catalogue"] },
  },
  createPlan: {
    on: "POST /v1/municipalities/{municipality}/plans",
    summary: "Take in a plan",
    allow: administration,
    path: TownPath,
    body: PlanInput,
    answers: { 201: Plan },
    touches: { get: ["municipality"], getMany: ["catalogue"], put: ["catalogue"] },
  },
  getPlan: {
    on: "GET /v1/municipalities/{municipality}/plans/{plan}",
    summary: "A plan",
    allow: "everyone",
    path: PlanPath,
    query: z.strictObject({ at: CalendarDate.optional() }),
    answers: { 200: PlanPage },
    cacheSeconds: 60,
    isPage: true,
    touches: { get: ["municipality", "catalogue"], getMany: ["session"], query: ["related"] },
  },
  updatePlan: {
    on: "PATCH /v1/municipalities/{municipality}/plans/{plan}",
    summary: "Change what is known of a plan",
    allow: administration,
    path: PlanPath,
    body: PlanPatch,
    ifMatch: "required",
    answers: { 200: Plan },
    touches: {
      get: ["municipality", "catalogue"],
      getMany: ["catalogue"],
      query: ["related"],
      put: ["catalogue"],
    },
  },
});
