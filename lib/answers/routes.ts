import { membership } from "../bodies/offices.ts";
import { routes } from "../platform/contract.ts";
import { throttles } from "../platform/throttles.ts";
import { Answer, AnswerForm, AnswerInput, AnswerPath, AnswerQuery, KeyQuery } from "./model.ts";

const page = { media: "text/html; charset=utf-8" } as const;
const looking = { get: ["municipality", "body", "session"], query: ["body"] } as const;

/** A reason goes where nobody reads it here; whose it is must be there, so that none outlives who was erased. */
const writing = {
  ...looking,
  put: ["session", "excuses"],
  delete: ["excuses"],
  check: ["people"],
} as const;

export const answers = routes({
  putAnswer: {
    on: "PUT /v1/municipalities/{municipality}/sessions/{session}/answers/{seat}",
    summary: "Say whether a member comes: over a sign-in, or with the key of the link in the mail",
    allow: "everyone",
    welcomes: membership,
    path: AnswerPath,
    query: AnswerQuery,
    body: AnswerInput,
    answers: { 200: Answer },
    throttle: throttles.answering,
    touches: writing,
    uses: ["keys"],
  },
  showAnswerForm: {
    on: "GET /v1/municipalities/{municipality}/sessions/{session}/answers/{seat}",
    summary: "The page behind the link in the mail; it changes nothing by being opened",
    allow: "everyone",
    path: AnswerPath,
    query: KeyQuery,
    answers: { 200: page },
    touches: looking,
    uses: ["keys"],
  },
  sendAnswerForm: {
    on: "POST /v1/municipalities/{municipality}/sessions/{session}/answers/{seat}",
    summary: "What the page behind the link sends",
    allow: "everyone",
    path: AnswerPath,
    query: KeyQuery,
    body: AnswerForm,
    isForm: true,
    answers: { 200: page },
    throttle: throttles.answering,
    touches: writing,
    uses: ["keys"],
  },
});
