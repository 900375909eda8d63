import { ProposalList } from "../agreements/model.ts";
import { membership, secretariat } from "../bodies/offices.ts";
import { routes } from "../platform/contract.ts";
import { SessionPath } from "../sessions/id-model.ts";
import { AgendaInput, AgendaQuery, OrderInput } from "./input-model.ts";
import { Agenda } from "./page-model.ts";

const writing = {
  get: ["municipality", "session"],
  query: ["body", "followUps"],
  put: ["session", "timer"],
} as const;

export const agendas = routes({
  getAgenda: {
    on: "GET /v1/municipalities/{municipality}/sessions/{session}/agenda",
    summary:
      "The agenda that members were convened with, or a past session dealt with; for the secretariat, with `draft=true`, as it is worked on",
    allow: "everyone",
    welcomes: membership,
    path: SessionPath,
    query: AgendaQuery,
    answers: { 200: Agenda },
    // The draft's version is not that of what members were convened with: an ETag of the one fits no change of the other.
    isPage: true,
    cacheSeconds: 60,
    touches: { get: ["municipality", "session"], query: ["body", "followUps"] },
  },
  listProposals: {
    on: "GET /v1/municipalities/{municipality}/sessions/{session}/agenda/proposals",
    summary:
      "What the body agreed and has still to do, for its next agenda: also before anyone has written it",
    allow: secretariat,
    path: SessionPath,
    answers: { 200: ProposalList },
    touches: { get: ["municipality", "session"], query: ["followUps"] },
  },
  putAgenda: {
    on: "PUT /v1/municipalities/{municipality}/sessions/{session}/agenda",
    summary: "Write the agenda; what members were convened with stays until they are convened anew",
    allow: secretariat,
    path: SessionPath,
    body: AgendaInput,
    ifMatch: "honoured",
    answers: { 200: Agenda, 201: Agenda },
    touches: {
      ...writing,
      getMany: ["document", "session"],
      put: [...writing.put, "document"],
      check: ["document", "session"],
    },
  },
  orderConvocation: {
    on: "PUT /v1/municipalities/{municipality}/sessions/{session}/agenda/order",
    summary: "Order the convocation with the agenda as it stands: the president over their own sign-in",
    allow: membership,
    path: SessionPath,
    body: OrderInput,
    ifMatch: "required",
    answers: { 200: Agenda },
    touches: writing,
  },
});
