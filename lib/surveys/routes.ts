import { administration } from "../bodies/offices.ts";
import { routes } from "../platform/contract.ts";
import { throttles } from "../platform/throttles.ts";
import { Survey, SurveyAnswerInput, SurveyInput, SurveyPagePath, SurveyPath, SurveyThanks } from "./model.ts";

export const surveys = routes({
  getSurvey: {
    on: "GET /v1/municipalities/{municipality}/surveys/{target}",
    summary: "What is asked about a session or a page, and from five answers on what was said, in sum",
    allow: "everyone",
    path: SurveyPath,
    answers: { 200: Survey },
    cacheSeconds: 60,
    isPage: true,
    touches: { get: ["session", "survey"] },
  },
  putSurvey: {
    on: "PUT /v1/municipalities/{municipality}/surveys/{target}",
    summary: "Ask about a page, or stop asking; once somebody answered, what is asked stays",
    allow: administration,
    path: SurveyPagePath,
    body: SurveyInput,
    ifMatch: "honoured",
    answers: { 200: Survey, 201: Survey },
    touches: { get: ["municipality", "survey"], put: ["survey"], check: ["survey"] },
  },
  answerSurvey: {
    on: "POST /v1/municipalities/{municipality}/surveys/{target}/answers",
    summary: "Say how far one agrees: it is added up, and kept nowhere by itself",
    allow: "everyone",
    isUntraceable: true,
    path: SurveyPath,
    body: SurveyAnswerInput,
    answers: { 200: SurveyThanks },
    throttle: throttles.answering,
    touches: { get: ["session", "survey"], put: ["survey"], check: ["survey"] },
  },
});
