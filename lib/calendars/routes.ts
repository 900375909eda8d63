import { routes, ticks } from "../platform/contract.ts";
import { Layer, LayerInput, LayerPath, TownCalendar, TownYearPath } from "./model.ts";

export const calendars = routes({
  getLayer: {
    on: "GET /v1/calendars/{area}/{year}",
    summary: "The non-working days that one area declares for one year",
    allow: "everyone",
    path: LayerPath,
    answers: { 200: Layer },
    cacheSeconds: 300,
    touches: { get: ["calendar"] },
  },
  putLayer: {
    on: "PUT /v1/calendars/{area}/{year}",
    summary: "Store a layer; the sessions not yet convened of the towns that use it are looked at again",
    allow: ["operator", "administrator"],
    path: LayerPath,
    body: LayerInput,
    ifMatch: "honoured",
    answers: { 200: Layer, 201: Layer },
    touches: { get: ["calendar", "municipality"], put: ["calendar", "timer"] },
  },
  getTownCalendar: {
    on: "GET /v1/municipalities/{municipality}/calendars/{year}",
    summary: "The non-working days of a town's year, from all its layers",
    allow: "everyone",
    path: TownYearPath,
    answers: { 200: TownCalendar },
    cacheSeconds: 300,
    touches: { get: ["municipality"], getMany: ["calendar"] },
  },
});

export const calendarTicks = ticks({
  "apply-calendars": {
    everyMinutes: 5,
    summary: "Looks again at the sessions of the towns whose calendar changed",
    failure: "Sessions may not show that they fall on a holiday that was just published.",
    timers: ["calendar"],
    touches: {
      get: ["municipality", "body", "session"],
      getMany: ["calendar", "session"],
      query: ["timer", "calendarUsers", "bodies", "body", "bodyTimeline", "townTimeline"],
      put: ["session", "timer", "audit"],
      delete: ["timer"],
      check: ["body"],
    },
  },
});
