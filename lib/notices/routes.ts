import { membership, secretariat } from "../bodies/offices.ts";
import { ConvocationPath } from "../convocations/id-model.ts";
import { routes } from "../platform/contract.ts";
import {
  Certificate,
  MemberNotice,
  MemberNoticeList,
  NoticePath,
  NoticesQuery,
  ServedInput,
} from "./model.ts";

const page = { media: "text/html; charset=utf-8" } as const;
const proving = { get: ["session"], query: ["ledger"] } as const;

/** What is on record of each member's notice: a noun of its own, so that no function for everyone reads where people live. */
export const notices = routes({
  listNotices: {
    on: "GET /v1/municipalities/{municipality}/sessions/{session}/convocations/{n}/notices",
    summary: "The notice of each member, with all that is on record of it; a member sees their own",
    allow: membership,
    path: ConvocationPath,
    query: NoticesQuery,
    answers: { 200: MemberNoticeList },
    touches: proving,
  },
  serveNotice: {
    on: "PATCH /v1/municipalities/{municipality}/sessions/{session}/convocations/{n}/notices/{notice}",
    summary: "Put on record that a letter was served on paper, when and by whom",
    allow: secretariat,
    path: NoticePath,
    body: ServedInput,
    answers: { 200: MemberNotice },
    isOnLedger: true,
    touches: { ...proving, put: ["ledger"], delete: ["alerts"] },
    uses: ["keys"],
  },
  showLetter: {
    on: "GET /v1/municipalities/{municipality}/sessions/{session}/convocations/{n}/notices/{notice}/letter",
    summary: "The letter of a member, ready to be printed",
    allow: secretariat,
    path: NoticePath,
    answers: { 200: page },
    touches: { get: ["session", "municipality", "body", "people", "entity"], query: ["ledger", "body"] },
    uses: ["keys"],
  },
  getCertificate: {
    on: "GET /v1/municipalities/{municipality}/sessions/{session}/convocations/{n}/certificate",
    summary:
      "What can be proved of a convocation: every notice, in time or not, with the heads of the ledger",
    allow: secretariat,
    path: ConvocationPath,
    answers: { 200: Certificate },
    touches: proving,
    uses: ["keys"],
  },
  showCertificate: {
    on: "GET /v1/municipalities/{municipality}/sessions/{session}/convocations/{n}/certificate.html",
    summary: "The same, ready to be printed",
    allow: secretariat,
    path: ConvocationPath,
    answers: { 200: page },
    touches: { get: ["session", "municipality", "body"], query: ["ledger"] },
    uses: ["keys"],
  },
});
