import { AtQuery, BodyPath } from "../bodies/id-model.ts";
import { routes } from "../platform/contract.ts";
import { Health } from "./model.ts";

export const health = routes({
  getBodyHealth: {
    on: "GET /v1/municipalities/{municipality}/bodies/{body}/health",
    summary:
      "How a body does: required and real periodicity, notices in time, minutes and agreements overdue, seats vacant",
    // It is what a citizen wants to know of a body, and holds no more than counts of what is public.
    allow: "everyone",
    path: BodyPath,
    query: AtQuery,
    answers: { 200: Health },
    cacheSeconds: 300,
    touches: { get: ["ending"], getMany: ["session"], query: ["body", "bodyTimeline", "followUps"] },
  },
});
