import { BodyPath } from "../bodies/id-model.ts";
import { membership, secretariat } from "../bodies/offices.ts";
import { routes } from "../platform/contract.ts";
import { SessionPath } from "../sessions/id-model.ts";
import { AgreementCertificate } from "./certificate-model.ts";
import { AgreementPath } from "./id-model.ts";
import { AgreementInput, AgreementPatch, AgreementQuery, BodyAgreementQuery } from "./input-model.ts";
import { Agreement, AgreementList, AgreementPage } from "./model.ts";

const page = { media: "text/html; charset=utf-8" } as const;
/** What everyone sees is of sessions that are over, and says how their minutes stand: both are in the session's partition. */
const looking = { get: ["municipality", "session"], getMany: ["session"], query: ["session"] } as const;
const writing = {
  get: ["municipality", "session", "catalogue"],
  query: ["session"],
  put: ["session", "followUps", "related"],
  check: ["session", "body", "entity", "catalogue"],
} as const;

export const agreements = routes({
  listAgreements: {
    on: "GET /v1/municipalities/{municipality}/sessions/{session}/agreements",
    summary: "What a session agreed: for its members; once it is over, what is public for everyone",
    allow: "everyone",
    welcomes: membership,
    path: SessionPath,
    query: AgreementQuery,
    answers: { 200: AgreementList },
    cacheSeconds: 60,
    touches: looking,
  },
  createAgreement: {
    on: "POST /v1/municipalities/{municipality}/sessions/{session}/agreements",
    summary:
      "Put on record what a session agreed, while it is held or after it, until its minutes are approved",
    allow: secretariat,
    path: SessionPath,
    body: AgreementInput,
    answers: { 201: Agreement },
    touches: writing,
  },
  getAgreement: {
    on: "GET /v1/municipalities/{municipality}/sessions/{session}/agreements/{agreement}",
    summary:
      "An agreement, with the action, line, theme and axis of the plan and the challenge that it leads to",
    allow: "everyone",
    welcomes: membership,
    path: AgreementPath,
    answers: { 200: AgreementPage },
    isPage: true,
    cacheSeconds: 60,
    touches: { ...looking, get: [...looking.get, "catalogue"] },
  },
  updateAgreement: {
    on: "PATCH /v1/municipalities/{municipality}/sessions/{session}/agreements/{agreement}",
    summary:
      "Follow up an agreement: how far it is, who sees to it, by when; its text until minutes are approved",
    allow: secretariat,
    path: AgreementPath,
    body: AgreementPatch,
    ifMatch: "required",
    answers: { 200: Agreement },
    touches: { ...writing, delete: ["followUps", "related"] },
  },
  listBodyAgreements: {
    on: "GET /v1/municipalities/{municipality}/bodies/{body}/agreements",
    summary: "What a body agreed and has still to do, or what is in one state, the first due first",
    allow: "everyone",
    welcomes: membership,
    path: BodyPath,
    query: BodyAgreementQuery,
    answers: { 200: AgreementList },
    cacheSeconds: 60,
    touches: { ...looking, get: [...looking.get, "body"], query: [...looking.query, "followUps"] },
  },
  getAgreementCertificate: {
    on: "GET /v1/municipalities/{municipality}/sessions/{session}/agreements/{agreement}/certificate",
    summary: "That a session agreed it, with its digest; before the minutes are approved it says so",
    allow: "everyone",
    welcomes: membership,
    path: AgreementPath,
    answers: { 200: AgreementCertificate },
    cacheSeconds: 60,
    touches: { get: [...looking.get, "body"], query: [...looking.query, "body"] },
  },
  showAgreementCertificate: {
    on: "GET /v1/municipalities/{municipality}/sessions/{session}/agreements/{agreement}/certificate.html",
    summary: "The same, ready to be printed",
    allow: "everyone",
    welcomes: membership,
    path: AgreementPath,
    answers: { 200: page },
    cacheSeconds: 60,
    touches: { get: [...looking.get, "body"], query: [...looking.query, "body"] },
  },
});
