import * as z from "zod";
import { administration } from "../bodies/offices.ts";
import { TownPath } from "../municipalities/id-model.ts";
import { routes } from "../platform/contract.ts";
import { CalendarDate, paging } from "../platform/shapes.ts";
import {
  Challenge,
  ChallengeInput,
  ChallengeList,
  ChallengePage,
  ChallengePatch,
  ChallengePath,
} from "./model.ts";

export const challenges = routes({
  listChallenges: {
    on: "GET /v1/municipalities/{municipality}/challenges",
    summary: "The challenges of a town",
    allow: "everyone",
    path: TownPath,
    query: z.strictObject({ at: CalendarDate.optional(), ...paging }),
    answers: { 200: ChallengeList },
    cacheSeconds: 60,
    touches: { get: ["municipality"], query: ["catalogue"] },
  },
  createChallenge: {
    on: "POST /v1/municipalities/{municipality}/challenges",
    summary: "Take in a challenge",
    allow: administration,
    path: TownPath,
    body: ChallengeInput,
    answers: { 201: Challenge },
    touches: { get: ["municipality"], put: ["catalogue"] },
  },
  getChallenge: {
    on: "GET /v1/municipalities/{municipality}/challenges/{challenge}",
    summary: "A challenge",
    allow: "everyone",
    path: ChallengePath,
    query: z.strictObject({ at: CalendarDate.optional() }),
    answers: { 200: ChallengePage },
    cacheSeconds: 60,
    isPage: true,
    touches: { get: ["municipality", "catalogue"], getMany: ["session"], query: ["related"] },
  },
  updateChallenge: {
    on: "PATCH /v1/municipalities/{municipality}/challenges/{challenge}",
    summary: "Change what is known of a challenge",
    allow: administration,
    path: ChallengePath,
    body: ChallengePatch,
    ifMatch: "required",
    answers: { 200: Challenge },
    touches: { get: ["municipality", "catalogue"], put: ["catalogue"] },
  },
});
