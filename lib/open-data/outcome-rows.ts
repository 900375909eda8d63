import * as z from "zod";
import { CalendarDate, Prose } from "../platform/shapes.ts";
import { dataset, ofSession, ofSessionNotes, path } from "./dataset.ts";

/** Minutes that everyone may read. */
export const minutes = dataset({
  title: { ca: "Actes", en: "Minutes", es: "Actas", it: "Verbali" },
  what: "The approved minutes of sessions that everyone may read, the last approved version of each; no others are in it",
  standards: ["OParl 1.1 File (Meeting.resultsProtocol)"],
  differs: ["The text is at `accessUrl`, as JSON, and at `downloadUrl`, as a page to print."],
  isDated: true,
  most: { of: "sessions", n: 50 },
  row: z
    .object({
      ...ofSession,
      version: z.int(),
      date: z.string().nullable(),
      digest: z.string().nullable(),
      accessUrl: z.string(),
      downloadUrl: z.string(),
    })
    .meta({ id: "OpenMinutes", description: "Approved minutes, as open data" }),
  fields: {
    ...ofSessionNotes,
    version: { what: "Which version of them is approved", as: [] },
    date: { what: "When it was approved, where that is stated", as: ["OParl File.date"] },
    digest: {
      what: "SHA-256 of their content, where that is stated",
      as: ["OParl File.sha512Checksum"],
      differs: "SHA-256",
    },
    accessUrl: {
      what: "Where they are, as JSON",
      as: ["OParl File.accessUrl"],
      differs: "A path on this server",
    },
    downloadUrl: {
      what: "Where they are, as a page",
      as: ["OParl File.downloadUrl"],
      differs: "A path on this server",
    },
  },
});

/** What was agreed in sessions that were held, as far as everyone may read it. */
export const agreements = dataset({
  title: { ca: "Acords", en: "Agreements", es: "Acuerdos", it: "Decisioni" },
  what: "What was agreed in held sessions and is public, with what became of it",
  standards: ["OParl 1.1 AgendaItem (resolutionText)"],
  differs: [
    "Not an OParl Paper: that is what a session deliberates on, not what it decides.",
    "State and due day have no place in OParl.",
    "Who answers for it is on the agreement's own page.",
  ],
  isDated: true,
  most: { of: "sessions", n: 50 },
  row: z
    .object({
      id: z.string(),
      ...ofSession,
      path: z.string(),
      agendaItem: z.string().nullable(),
      resolutionText: Prose,
      due: CalendarDate.nullable(),
      state: z.string(),
      minutesApproved: z.boolean(),
    })
    .meta({ id: "OpenAgreement", description: "An agreement, as open data" }),
  fields: {
    id: { what: "Session and number: `consell-2027-01-15/1`", as: [] },
    ...ofSessionNotes,
    path,
    agendaItem: {
      what: "Item of the agenda that it comes from, as `id` in `agendas`; null: none is stated",
      as: ["OParl AgendaItem.id"],
      differs: "Not a URL",
    },
    resolutionText: {
      what: "What was agreed",
      as: ["OParl AgendaItem.resolutionText"],
      differs: "By language",
    },
    due: { what: "By when it is to be done; null: nobody said", as: [] },
    state: { what: "What became of it: open, in-progress, done, dropped", as: [] },
    minutesApproved: {
      what: "Whether the minutes of its session are approved: before, nobody should take it for final",
      as: [],
    },
  },
});
