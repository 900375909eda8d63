import * as z from "zod";
import { AgendaDocument, ItemKind } from "../agendas/model.ts";
import { CalendarDate, Duration, Prose, Slug, TimeZone, Title } from "../platform/shapes.ts";
import { SessionId, SessionKind } from "../sessions/model.ts";
import { SessionStatus } from "../sessions/states.ts";
import { dataset, meeting, municipality, organization, path } from "./dataset.ts";

const start = {
  what: "When the session begins, on the clock of its place; as much of it as is known",
  as: ["OParl Meeting.start"],
  differs: "A local time without offset (RFC 8984); `timeZone` and `startUtc` stand beside it in `sessions`",
};
const of = { municipality: Slug, meeting: SessionId, organization: Slug, start: z.string() };
const ofNotes = { municipality, meeting, organization, start };

/** The sessions of a town's bodies. */
export const sessions = dataset({
  title: { ca: "Sessions", en: "Sessions", es: "Sesiones", it: "Sedute" },
  what: "The sessions of all bodies, past and to come, by local start",
  standards: ["OParl 1.1 Meeting"],
  differs: [
    "Who took part (participant) is not in it: people are in no dataset.",
    "Agenda, minutes and agreements are datasets of their own, by `meeting`.",
  ],
  isDated: true,
  most: { of: "rows", n: 200 },
  row: z
    .object({
      id: SessionId,
      municipality: Slug,
      organization: Slug,
      path: z.string(),
      name: Title,
      kind: SessionKind,
      start: z.string(),
      timeZone: TimeZone,
      startUtc: z.string().nullable(),
      duration: Duration.nullable(),
      location: Title.nullable(),
      meetingState: SessionStatus,
      cancelled: z.boolean(),
      sequence: z.number().int(),
      modified: z.string(),
    })
    .meta({ id: "OpenSession", description: "A session, as open data" }),
  fields: {
    id: {
      what: "Id of the session, unique in its town",
      as: ["OParl Meeting.id"],
      differs: "A readable word, not a URL",
    },
    municipality,
    organization,
    path,
    name: { what: "Its title", as: ["OParl Meeting.name"], differs: "By language" },
    kind: { what: "ordinary, extraordinary or urgent", as: [] },
    start,
    timeZone: { what: "Zone of the IANA database in which `start` is told", as: [] },
    startUtc: { what: "The same in UTC; null while the hour is not known", as: [] },
    duration: {
      what: "How long it is to last; null: not stated",
      as: ["OParl Meeting.end"],
      differs: "A duration (ISO 8601) instead of the end",
    },
    location: {
      what: "Name of the place",
      as: ["OParl Meeting.location"],
      differs: "A name by language, without geodata",
    },
    meetingState: {
      what: "What became of it: proposed, planned, convened, open, held, not-held, cancelled, lapsed, unrecorded",
      as: ["OParl Meeting.meetingState"],
      differs: "Other words than OParl recommends",
    },
    cancelled: { what: "Whether it was called off", as: ["OParl Meeting.cancelled"] },
    sequence: { what: "Grows with every change that a calendar has to show (RFC 5545)", as: [] },
    modified: { what: "When it was last changed, in UTC", as: ["OParl Object.modified"] },
  },
});

/** What the sessions were convened to deal with, as members were told last. */
export const agendas = dataset({
  title: { ca: "Ordres del dia", en: "Agendas", es: "Órdenes del día", it: "Ordini del giorno" },
  what: "The items of the agendas that members were convened with, in their order; drafts are in no dataset",
  standards: ["OParl 1.1 AgendaItem", "OParl 1.1 File"],
  differs: [
    "Results and resolutions are in `agreements`.",
    "How to connect, and documents that are for members, are left out.",
  ],
  isDated: true,
  most: { of: "sessions", n: 50 },
  row: z
    .object({
      id: z.string(),
      ...of,
      path: z.string(),
      convocation: z.number().int(),
      number: z.number().int(),
      kind: ItemKind,
      name: Title,
      description: Prose.nullable(),
      auxiliaryFile: z.array(AgendaDocument),
    })
    .meta({ id: "OpenAgendaItem", description: "An item of an agenda, as open data" }),
  fields: {
    id: {
      what: "Session and item: `consell-2027-01-15/1`",
      as: ["OParl AgendaItem.id"],
      differs: "Not a URL",
    },
    ...ofNotes,
    path,
    convocation: { what: "Which version of the convocation it stands in", as: [] },
    number: {
      what: "Its place in the agenda, from 1",
      as: ["OParl AgendaItem.number", "OParl AgendaItem.order"],
      differs: "A number",
    },
    kind: { what: "What it is for, where the law asks for it", as: [] },
    name: { what: "Its title", as: ["OParl AgendaItem.name"], differs: "By language" },
    description: { what: "What it is about", as: [], differs: "By language" },
    auxiliaryFile: {
      what: "Documents that everyone may read: title, url, digest (SHA-256)",
      as: ["OParl AgendaItem.auxiliaryFile"],
      differs: "Title for name, url for accessUrl, SHA-256 for sha1Checksum",
    },
  },
});

/** Minutes that everyone may read. */
export const minutes = dataset({
  title: { ca: "Actes", en: "Minutes", es: "Actas", it: "Verbali" },
  what: "The approved minutes of sessions, the last approved version of each; no others are in it",
  standards: ["OParl 1.1 File (Meeting.resultsProtocol)"],
  differs: ["The text is at `accessUrl`, as JSON, and at `downloadUrl`, as a page to print."],
  isDated: true,
  most: { of: "sessions", n: 50 },
  row: z
    .object({
      ...of,
      version: z.number().int(),
      date: z.string().nullable(),
      digest: z.string().nullable(),
      accessUrl: z.string(),
      downloadUrl: z.string(),
    })
    .meta({ id: "OpenMinutes", description: "Approved minutes, as open data" }),
  fields: {
    ...ofNotes,
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
      ...of,
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
    ...ofNotes,
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
