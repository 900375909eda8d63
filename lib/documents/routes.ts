import { membership, secretariat } from "../bodies/offices.ts";
import { TownPath } from "../municipalities/id-model.ts";
import { routes, ticks } from "../platform/contract.ts";
import {
  AwaitedDocument,
  Completion,
  Document,
  DocumentInput,
  DocumentPage,
  DocumentPath,
  RemovedDocument,
} from "./model.ts";

const toContent = { media: "text/plain; charset=utf-8" } as const;

export const documents = routes({
  createDocument: {
    on: "POST /v1/municipalities/{municipality}/documents",
    summary: "Announce a document of a body: the answer says where its bytes are to be sent",
    allow: secretariat,
    path: TownPath,
    body: DocumentInput,
    answers: { 201: AwaitedDocument },
    touches: { get: ["municipality", "body", "session"], put: ["document", "timer"], check: ["body"] },
    uses: ["files-put"],
  },
  completeDocument: {
    on: "POST /v1/municipalities/{municipality}/documents/{document}/completion",
    summary: "Say that the bytes of a document were sent: they are looked at",
    allow: secretariat,
    path: DocumentPath,
    body: Completion,
    answers: { 200: Document },
    touches: { get: ["document"], put: ["document"] },
    uses: ["files-get"],
  },
  getDocument: {
    on: "GET /v1/municipalities/{municipality}/documents/{document}",
    summary: "A document, and where its bytes are; one for members is there for nobody else",
    allow: "everyone",
    welcomes: membership,
    path: DocumentPath,
    answers: { 200: DocumentPage },
    // Where its bytes are is another address every time.
    isPage: true,
    touches: { get: ["document"] },
    uses: ["files-get"],
  },
  downloadDocument: {
    on: "GET /v1/municipalities/{municipality}/documents/{document}/content",
    summary: "Leads to the bytes of a document, for some minutes",
    allow: "everyone",
    welcomes: membership,
    path: DocumentPath,
    answers: { 303: toContent },
    touches: { get: ["document"] },
    uses: ["files-get"],
  },
  removeDocument: {
    on: "DELETE /v1/municipalities/{municipality}/documents/{document}",
    summary: "Remove a document, unless members were convened with it",
    allow: secretariat,
    path: DocumentPath,
    answers: { 200: RemovedDocument },
    touches: {
      get: ["document", "session"],
      query: ["session"],
      put: ["timer"],
      delete: ["document"],
      check: ["session"],
    },
  },
});

export const documentTicks = ticks({
  "forget-documents": {
    everyMinutes: 15,
    summary: "Forgets documents whose bytes never came, and removes the bytes of those that were removed",
    failure: "Files that were removed, or never belonged to a document, are kept.",
    timers: ["documents"],
    touches: {
      get: ["document"],
      query: ["timer"],
      put: ["audit"],
      delete: ["document", "timer"],
    },
    uses: ["files-delete"],
  },
});
