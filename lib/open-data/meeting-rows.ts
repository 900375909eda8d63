import * as z from "zod";
import { AgendaDocument, ItemKind } from "../agendas/model.ts";
import { Duration, Prose, Slug, TimeZone, Title } from "../platform/shapes.ts";
import { SessionId, SessionKind } from "../sessions/id-model.ts";
import { SessionStatus } from "../sessions/states.ts";
import { dataset, municipality, ofSession, ofSessionNotes, organization, path, start } from "./dataset.ts";

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
      sequence: z.int(),
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
      ...ofSession,
      path: z.string(),
      convocation: z.int(),
      number: z.int(),
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
    ...ofSessionNotes,
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
