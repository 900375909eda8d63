import { BodyPath } from "../bodies/id-model.ts";
import { secretariat } from "../bodies/offices.ts";
import { routes, ticks } from "../platform/contract.ts";
import { SeatInput, SeatListQuery, SeatPatch, SeatPath, SeatQuery, SubstitutesInput } from "./input-model.ts";
import { FullSeat, Seat, SeatList } from "./page-model.ts";

/** People are only checked for being there: no function of seats can read them. */
const keeping = {
  get: ["municipality", "body"],
  put: ["body", "entity", "sits", "timer"],
  delete: ["body", "entity", "sits", "timer"],
  check: ["body", "entity", "people"],
} as const;

export const seats = routes({
  listSeats: {
    on: "GET /v1/municipalities/{municipality}/bodies/{body}/seats",
    summary: "The seats of a body, on a day",
    allow: "everyone",
    path: BodyPath,
    query: SeatListQuery,
    answers: { 200: SeatList },
    cacheSeconds: 60,
    touches: { get: ["body"], query: ["body"] },
  },
  createSeat: {
    on: "POST /v1/municipalities/{municipality}/bodies/{body}/seats",
    summary: "Take in a seat of a body",
    allow: secretariat,
    path: BodyPath,
    body: SeatInput,
    answers: { 201: FullSeat },
    touches: keeping,
  },
  getSeat: {
    on: "GET /v1/municipalities/{municipality}/bodies/{body}/seats/{seat}",
    summary: "A seat, in the tenure of a day",
    allow: "everyone",
    path: SeatPath,
    query: SeatQuery,
    answers: { 200: Seat },
    cacheSeconds: 60,
    isPage: true,
    touches: { get: ["body"], query: ["body"] },
  },
  updateSeat: {
    on: "PATCH /v1/municipalities/{municipality}/bodies/{body}/seats/{seat}",
    summary: "Correct a seat, end it, or with `since` let someone follow on it",
    allow: secretariat,
    path: SeatPath,
    body: SeatPatch,
    ifMatch: "required",
    answers: { 200: FullSeat },
    touches: keeping,
  },
  putSubstitutes: {
    on: "PUT /v1/municipalities/{municipality}/bodies/{body}/seats/{seat}/substitutes",
    summary: "Say who sits in for the titular of a seat",
    allow: secretariat,
    path: SeatPath,
    body: SubstitutesInput,
    ifMatch: "honoured",
    answers: { 200: FullSeat },
    touches: keeping,
  },
});

export const seatTicks = ticks({
  "end-seats": {
    everyMinutes: 15,
    summary: "Puts seats on record whose term is over",
    failure:
      "Seats whose term is over are read with the present ones; nobody is shown as sitting who does not.",
    timers: ["seat"],
    touches: {
      get: ["body"],
      query: ["timer"],
      put: ["body", "entity", "sits", "audit"],
      delete: ["body", "entity", "sits", "timer"],
    },
  },
});
