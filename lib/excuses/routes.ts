import { secretariat } from "../bodies/offices.ts";
import { routes } from "../platform/contract.ts";
import { SessionPath } from "../sessions/id-model.ts";
import { AnswerList } from "./model.ts";

/** What members said, with why: a noun of its own, so that no function for everyone reads that. */
export const excuses = routes({
  listAnswers: {
    on: "GET /v1/municipalities/{municipality}/sessions/{session}/answers",
    summary: "Who said that they come to a session, who that they do not, and why",
    allow: secretariat,
    path: SessionPath,
    answers: { 200: AnswerList },
    touches: { get: ["session"], getMany: ["excuses"], query: ["session"] },
  },
});
