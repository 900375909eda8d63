import * as z from "zod";
import { administration } from "../bodies/offices.ts";
import { TownPath } from "../municipalities/id-model.ts";
import { routes } from "../platform/contract.ts";
import { paging } from "../platform/shapes.ts";
import {
  Instances,
  InstancesInput,
  Template,
  TemplateInput,
  TemplateList,
  TemplatePatch,
  TemplatePath,
} from "./model.ts";

export const templates = routes({
  listTemplates: {
    on: "GET /v1/municipalities/{municipality}/body-templates",
    summary: "The templates of bodies of a town",
    allow: "everyone",
    path: TownPath,
    query: z.strictObject(paging),
    answers: { 200: TemplateList },
    cacheSeconds: 60,
    touches: { get: ["municipality"], query: ["catalogue"] },
  },
  createTemplate: {
    on: "POST /v1/municipalities/{municipality}/body-templates",
    summary: "Take in a template of bodies",
    allow: administration,
    path: TownPath,
    body: TemplateInput,
    answers: { 201: Template },
    touches: { get: ["municipality"], put: ["catalogue"] },
  },
  getTemplate: {
    on: "GET /v1/municipalities/{municipality}/body-templates/{template}",
    summary: "A template of bodies",
    allow: "everyone",
    path: TemplatePath,
    answers: { 200: Template },
    cacheSeconds: 60,
    touches: { get: ["catalogue"] },
  },
  updateTemplate: {
    on: "PATCH /v1/municipalities/{municipality}/body-templates/{template}",
    summary: "Change a template; the bodies made of it stay as they are",
    allow: administration,
    path: TemplatePath,
    body: TemplatePatch,
    ifMatch: "required",
    answers: { 200: Template },
    touches: { get: ["municipality", "catalogue"], put: ["catalogue"] },
  },
  createInstances: {
    on: "POST /v1/municipalities/{municipality}/body-templates/{template}/instances",
    summary: "Make a body of a template for each of these territories",
    allow: administration,
    path: TemplatePath,
    body: InstancesInput,
    answers: { 201: Instances },
    touches: {
      get: ["municipality", "catalogue"],
      put: ["body", "bodies", "claim", "entity", "related"],
      check: ["body", "entity", "catalogue"],
    },
  },
});
