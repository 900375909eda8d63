import { agendas } from "./agendas/routes.ts";
import { agreements } from "./agreements/routes.ts";
import { answers } from "./answers/routes.ts";
import { about } from "./about/routes.ts";
import { bodies, bodyTicks } from "./bodies/routes.ts";
import { calendars, calendarTicks } from "./calendars/routes.ts";
import { challenges } from "./challenges/routes.ts";
import { convocations, convocationTicks } from "./convocations/routes.ts";
import { documents, documentTicks } from "./documents/routes.ts";
import { entities } from "./entities/routes.ts";
import { excuses } from "./excuses/routes.ts";
import { feeds } from "./feeds/routes.ts";
import { health } from "./health/routes.ts";
import { law } from "./law/routes.ts";
import { meetings } from "./meetings/routes.ts";
import { minutes } from "./minutes/routes.ts";
import { municipalities } from "./municipalities/routes.ts";
import { notices } from "./notices/routes.ts";
import { openData } from "./open-data/routes.ts";
import { outboxListeners, outboxStreams } from "./outbox/routes.ts";
import { people, peopleTicks } from "./people/routes.ts";
import { places, placeTicks } from "./places/routes.ts";
import { plans } from "./plans/routes.ts";
import { changes, reads } from "./platform/contract.ts";
import type { Method, Routes } from "./platform/contract.ts";
import { seats, seatTicks } from "./seats/routes.ts";
import { series, seriesTicks } from "./series/routes.ts";
import { sessions, sessionTicks } from "./sessions/routes.ts";
import { surveys } from "./surveys/routes.ts";
import { slots, slotTicks } from "./slots/routes.ts";
import { templates } from "./templates/routes.ts";
import { territories } from "./territories/routes.ts";

/** CHART 1, the outside: every route, tick, stream and listener. Dispatch, grants, CDK, OpenAPI and the local server fold over it. */
const nouns = {
  /** What a town keeps of itself and its bodies. */
  registry: {
    about,
    municipalities,
    calendars,
    territories,
    challenges,
    plans,
    places,
    entities,
    people,
    bodies,
    templates,
    seats,
    law,
    surveys,
    health,
    "open-data": openData,
  },
  /** How its sessions come about, are held, and what comes of them. */
  sessions: {
    series,
    sessions,
    slots,
    agendas,
    convocations,
    notices,
    answers,
    excuses,
    meetings,
    minutes,
    agreements,
    documents,
    feeds,
  },
} as const satisfies Record<string, Record<string, Routes>>;
type Part = keyof typeof nouns;

/** All routes by operation id. */
export const api: Routes = Object.assign({}, ...Object.values(nouns).flatMap((part) => Object.values(part)));

/** What web clients of other origins may send and see; which origins those are, a stage's settings say. */
export const cors = {
  methods: [
    ...new Set(Object.values(api).map(({ on }) => on.slice(0, on.indexOf(" ")) as Method)),
  ].toSorted(),
  allowHeaders: ["authorization", "content-type", "if-match", "if-none-match", "idempotency-key"],
  exposeHeaders: ["etag", "link", "location"],
  maxAgeSeconds: 7200, // Chromium remembers no longer
} as const;

export interface HttpFunction {
  /** Also its entry file: `functions/<name>.ts`. */
  readonly name: string;
  /** What is deployed as one stack. */
  readonly part: Part;
  readonly routes: Routes;
  /** In words, for the alarm. */
  readonly failure: string;
}

const spoken = (noun: string): string =>
  ({
    about: "what this service offers",
    law: "the rules of bodies",
    health: "how bodies do",
    "open-data": "open data",
  })[noun] ?? noun;

/** One Lambda a noun for reading, which cannot write, and one for changing it. */
export const httpFunctions: readonly HttpFunction[] = (
  Object.entries(nouns) as [Part, Record<string, Routes>][]
)
  .flatMap(([part, own]) => Object.entries(own).map(([noun, routes]) => ({ part, noun, routes })))
  .flatMap(({ part, noun, routes }) => [
    {
      name: `read-${noun}`,
      part,
      routes: reads(routes),
      failure: `Whoever reads ${spoken(noun)} gets errors; nothing is lost.`,
    },
    {
      name: `change-${noun}`,
      part,
      routes: changes(routes),
      failure: `Changes to ${spoken(noun)} are refused with an error; what was confirmed before is safe.`,
    },
  ])
  .filter(({ routes }) => Object.keys(routes).length > 0);

/** The scheduled functions, by name, which is also the entry file: `functions/<name>.ts`. */
export const ticks = {
  ...seriesTicks,
  ...calendarTicks,
  ...sessionTicks,
  ...slotTicks,
  ...placeTicks,
  ...bodyTicks,
  ...seatTicks,
  ...peopleTicks,
  ...convocationTicks,
  ...documentTicks,
} as const;

/** The functions on the table's stream, by name. */
export const streams = { ...outboxStreams } as const;

/** The functions that other services tell what became of something, by name. */
export const listeners = { ...outboxListeners } as const;
