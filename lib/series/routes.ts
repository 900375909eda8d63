import * as z from "zod";
import { BodyPath } from "../bodies/id-model.ts";
import { secretariat } from "../bodies/offices.ts";
import { TownPath } from "../municipalities/id-model.ts";
import { routes, ticks } from "../platform/contract.ts";
import { paging } from "../platform/shapes.ts";
import { throttles } from "../platform/throttles.ts";
import { Series, SeriesInput, SeriesList, SeriesPatch, SeriesPatchQuery, SeriesPath } from "./model.ts";
import { Preview, PreviewInput } from "./preview-model.ts";

const generating = {
  get: ["municipality", "body", "catalogue"],
  getMany: ["calendar", "session", "entity"],
  query: ["bodyTimeline"],
  put: ["body", "claim", "session", "timer"],
  delete: ["timer"],
  check: ["body"],
} as const;

export const series = routes({
  listSeries: {
    on: "GET /v1/municipalities/{municipality}/bodies/{body}/series",
    summary: "The series of a body",
    allow: "everyone",
    path: BodyPath,
    query: z.strictObject(paging),
    answers: { 200: SeriesList },
    cacheSeconds: 60,
    touches: { get: ["body"], query: ["body"] },
  },
  createSeries: {
    on: "POST /v1/municipalities/{municipality}/bodies/{body}/series",
    summary: "Create a series and its sessions up to the horizon",
    allow: secretariat,
    path: BodyPath,
    body: SeriesInput,
    answers: { 201: Series },
    touches: generating,
  },
  getSeries: {
    on: "GET /v1/municipalities/{municipality}/bodies/{body}/series/{series}",
    summary: "A series",
    allow: "everyone",
    path: SeriesPath,
    answers: { 200: Series },
    cacheSeconds: 60,
    touches: { get: ["body"] },
  },
  updateSeries: {
    on: "PATCH /v1/municipalities/{municipality}/bodies/{body}/series/{series}",
    summary: "Change a series: this and following with `from`, else the whole; pause and resume",
    allow: secretariat,
    path: SeriesPath,
    query: SeriesPatchQuery,
    body: SeriesPatch,
    ifMatch: "required",
    answers: { 200: Series },
    touches: generating,
  },
  previewRecurrence: {
    on: "POST /v1/municipalities/{municipality}/recurrence-previews",
    summary: "The occurrences of a rule between two instants, with the town's holidays; stores nothing",
    allow: "everyone",
    path: TownPath,
    body: PreviewInput,
    answers: { 200: Preview },
    throttle: throttles.computing,
    touches: { get: ["municipality"], getMany: ["calendar"] },
  },
});

export const seriesTicks = ticks({
  "extend-series": {
    everyMinutes: 5,
    summary: "Generates the sessions that came within a series' horizon, or that an edit changed",
    failure:
      "Sessions of the coming months may be missing, and edits of series may not have reached all sessions.",
    timers: ["extend"],
    touches: {
      get: ["municipality", "body"],
      getMany: ["calendar", "session"],
      query: ["timer", "bodyTimeline"],
      put: ["body", "session", "timer", "audit"],
      delete: ["timer"],
      check: ["body", "timer"],
    },
  },
});
