import { BodyPath } from "../bodies/id-model.ts";
import { secretariat } from "../bodies/offices.ts";
import { TownPath } from "../municipalities/id-model.ts";
import { routes } from "../platform/contract.ts";
import { throttles } from "../platform/throttles.ts";
import { Rules, RulesInput, RulesQuery } from "./model.ts";
import { NoticeAnswer } from "./notice-model.ts";
import { NoticeQuestion } from "./notice-question-model.ts";

export const law = routes({
  getRules: {
    on: "GET /v1/municipalities/{municipality}/bodies/{body}/rules",
    summary: "The rules of a body on a day: each with its article, and what it displaced",
    allow: "everyone",
    path: BodyPath,
    query: RulesQuery,
    answers: { 200: Rules },
    cacheSeconds: 60,
    touches: { get: ["body"], query: ["body"] },
  },
  putRules: {
    on: "PUT /v1/municipalities/{municipality}/bodies/{body}/rules",
    summary: "Say what governs a body from a day on: a regime of the law and the body's own rules",
    allow: secretariat,
    path: BodyPath,
    body: RulesInput,
    ifMatch: "honoured",
    answers: { 200: Rules, 201: Rules },
    touches: { get: ["body"], query: ["body"], put: ["body", "timer"] },
  },
  calculateNotice: {
    on: "POST /v1/municipalities/{municipality}/notice-calculations",
    summary:
      "The last moment at which a notice is in time, with the steps of the calculation; stores nothing",
    allow: "everyone",
    path: TownPath,
    body: NoticeQuestion,
    answers: { 200: NoticeAnswer },
    throttle: throttles.computing,
    touches: { get: ["municipality", "body"], getMany: ["calendar"], query: ["body"] },
  },
});
