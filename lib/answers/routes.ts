import { membership, secretariat } from "../bodies/model.ts";
import { routes } from "../platform/contract.ts";
import { SessionPath } from "../sessions/model.ts";
import { Answer, AnswerInput, AnswerList, AnswerPath, AnswerQuery, KeyQuery } from "./model.ts";

const page = { media: "text/html; charset=utf-8" } as const;
const looking = { get: ["municipality", "body", "session"], query: ["body"] } as const;

export const answers = routes({
  listAnswers: {
    on: "GET /v1/municipalities/{municipality}/sessions/{session}/answers",
    summary: "Who said that they come to a session, and who that they do not",
    allow: secretariat,
    path: SessionPath,
    answers: { 200: AnswerList },
    touches: { get: ["session"], query: ["session"] },
  },
  putAnswer: {
    on: "PUT /v1/municipalities/{municipality}/sessions/{session}/answers/{seat}",
    summary: "Say whether a member comes: over a sign-in, or with the key of the link in the mail",
    allow: "everyone",
    welcomes: membership,
    path: AnswerPath,
    query: AnswerQuery,
    body: AnswerInput,
    answers: { 200: Answer },
    touches: { ...looking, put: ["session"] },
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
    body: AnswerInput,
    isForm: true,
    answers: { 200: page },
    touches: { ...looking, put: ["session"] },
    uses: ["keys"],
  },
});
