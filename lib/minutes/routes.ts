import * as z from "zod";
import { membership, secretariat } from "../bodies/offices.ts";
import { routes } from "../platform/contract.ts";
import { throttles } from "../platform/throttles.ts";
import { SessionPath } from "../sessions/id-model.ts";
import {
  Conformity,
  ConformityForm,
  ConformityInput,
  ConformityKey,
  ConformityPath,
  Opinion,
  OpinionInput,
  OpinionPath,
} from "./member-model.ts";
import {
  ApprovalInput,
  CirculationInput,
  CorrectionInput,
  MinutesInput,
  MinutesList,
  MinutesPageQuery,
  ShownMinutes,
} from "./model.ts";
import { MinutesPath } from "./path-model.ts";
import { MinutesStatus } from "./states.ts";

/** What minutes are drawn up from. */
const drawing = {
  get: ["municipality", "body", "session"],
  query: ["session", "body"],
} as const;

const deciding = {
  get: ["municipality", "session"],
  query: ["session"],
  put: ["session"],
  delete: ["followUps"],
} as const;

const page = { media: "text/html; charset=utf-8" } as const;
const byLink = { get: ["municipality", "body", "session"], query: ["session"] } as const;

/** What a member said, and what the minutes became by it. */
const Agreed = z
  .object({ conformity: Conformity, status: MinutesStatus })
  .meta({ id: "Agreed", description: "What a member said of minutes, and how those stand now" });

export const minutes = routes({
  listMinutes: {
    on: "GET /v1/municipalities/{municipality}/sessions/{session}/minutes",
    summary: "The versions of a session's minutes: for everyone those approved, for members those circulated",
    allow: "everyone",
    welcomes: membership,
    path: SessionPath,
    answers: { 200: MinutesList },
    cacheSeconds: 60,
    touches: { get: ["session"], query: ["session"] },
  },
  createMinutes: {
    on: "POST /v1/municipalities/{municipality}/sessions/{session}/minutes",
    summary: "Draw up minutes from the record of a session, as a new version",
    allow: secretariat,
    path: SessionPath,
    body: MinutesInput,
    answers: { 201: ShownMinutes },
    touches: { ...drawing, put: ["session"], delete: ["followUps"] },
  },
  getMinutes: {
    on: "GET /v1/municipalities/{municipality}/sessions/{session}/minutes/{version}",
    summary:
      "A version of the minutes, with the opinions of those who dissent, and what the rules ask it to hold",
    allow: "everyone",
    welcomes: membership,
    path: MinutesPath,
    answers: { 200: ShownMinutes },
    isPage: true,
    cacheSeconds: 60,
    touches: { get: ["session"], query: ["session"] },
  },
  showMinutes: {
    on: "GET /v1/municipalities/{municipality}/sessions/{session}/minutes/{version}/page",
    summary: "The same as a page to read and print",
    allow: "everyone",
    welcomes: membership,
    path: MinutesPath,
    query: MinutesPageQuery,
    answers: { 200: page },
    cacheSeconds: 60,
    touches: { get: ["municipality", "session"], query: ["session"] },
  },
  circulateMinutes: {
    on: "POST /v1/municipalities/{municipality}/sessions/{session}/minutes/{version}/circulation",
    summary: "Send a draft to the members, by mail with a link of their own: it then waits to be approved",
    allow: secretariat,
    path: MinutesPath,
    body: CirculationInput,
    answers: { 200: ShownMinutes },
    touches: { ...drawing, put: ["session", "followUps", "timer"], check: ["session"] },
  },
  agreeToMinutes: {
    on: "POST /v1/municipalities/{municipality}/sessions/{session}/minutes/{version}/conformity",
    summary:
      "Agree to circulated minutes, or remark on them: when all who attended agree, that approves them",
    allow: membership,
    path: MinutesPath,
    body: ConformityInput,
    answers: { 200: Agreed },
    touches: {
      get: ["municipality", "body", "session"],
      put: ["session"],
      delete: ["followUps"],
    },
  },
  showConformityForm: {
    on: "GET /v1/municipalities/{municipality}/sessions/{session}/minutes/{version}/conformity/{seat}",
    summary:
      "Circulated minutes, for whoever has the link in the mail, with what they say of them; it changes nothing by being opened",
    allow: "everyone",
    path: ConformityPath,
    query: ConformityKey,
    answers: { 200: page },
    touches: byLink,
    uses: ["keys"],
  },
  sendConformityForm: {
    on: "POST /v1/municipalities/{municipality}/sessions/{session}/minutes/{version}/conformity/{seat}",
    summary: "What the page behind the link sends: that they agree, or what they object to",
    allow: "everyone",
    path: ConformityPath,
    query: ConformityKey,
    body: ConformityForm,
    isForm: true,
    answers: { 200: page },
    throttle: throttles.answering,
    touches: { ...byLink, put: ["session"], delete: ["followUps"] },
    uses: ["keys"],
  },
  approveMinutes: {
    on: "POST /v1/municipalities/{municipality}/sessions/{session}/minutes/{version}/approval",
    summary: "Record that a session approved circulated minutes",
    allow: secretariat,
    path: MinutesPath,
    body: ApprovalInput,
    answers: { 200: ShownMinutes },
    touches: deciding,
  },
  correctMinutes: {
    on: "POST /v1/municipalities/{municipality}/sessions/{session}/minutes/{version}/corrections",
    summary: "Put a material or factual error of approved minutes right, in plain sight",
    allow: secretariat,
    path: MinutesPath,
    body: CorrectionInput,
    answers: { 201: ShownMinutes },
    touches: { get: ["municipality", "session"], query: ["session"], put: ["session"] },
  },
  putOpinion: {
    on: "PUT /v1/municipalities/{municipality}/sessions/{session}/opinions/{seat}",
    summary: "Give the written opinion of a member who dissents, within the term of the rules",
    allow: membership,
    path: OpinionPath,
    body: OpinionInput,
    answers: { 200: Opinion },
    touches: {
      get: ["municipality", "body", "session"],
      getMany: ["calendar"],
      query: ["session"],
      put: ["session"],
    },
  },
});
