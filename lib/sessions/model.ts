import * as z from "zod";
import { Holiday } from "../calendars/holiday-model.ts";
import {
  CalendarDate,
  Duration,
  listOf,
  LocalDateTime,
  PartialDate,
  Prose,
  Slug,
  TimeZone,
  Title,
} from "../platform/shapes.ts";
import { SessionId, SessionKind } from "./id-model.ts";
import { SessionPlace, ShownPlace } from "./place-model.ts";
import { Slot } from "./slot-model.ts";
import { SessionStatus } from "./states.ts";
import { SecondCall, SessionRequest } from "./terms-model.ts";

/** RFC 8984's `start`, or as much of it as is known. */
export const Start = z.union([LocalDateTime, PartialDate]);

/** One meeting of a body. Names follow JSCalendar (RFC 8984). */
export const Session = z
  .object({
    id: SessionId,
    municipality: Slug,
    body: Slug,
    series: Slug.nullable(),
    /** The date that the series' rule gave it; it stays when the session is moved. */
    recurrenceDate: CalendarDate.nullable(),
    title: Title,
    kind: SessionKind,
    start: Start,
    timeZone: TimeZone,
    startUtc: z.string().nullable(),
    duration: Duration.nullable(),
    place: SessionPlace.nullable(),
    slots: z.array(Slot),
    status: SessionStatus,
    holiday: Holiday.nullable(),
    /** Grows with every change that a calendar has to show (RFC 5545 3.8.7.4). */
    sequence: z.int(),
    version: z.int(),
  })
  .meta({ id: "Session", description: "One meeting of a body" });
export type Session = z.infer<typeof Session>;

/** A session as the table holds it: `touched` by a person's hand, and so never overwritten by generation. */
export const StoredSession = Session.extend({
  touched: z.boolean(),
  /** When this version was committed, by the real clock. */
  updatedAt: z.string(),
});
export type StoredSession = z.infer<typeof StoredSession>;

/** One session with what only its own page shows. */
export const FullSession = Session.extend({
  /** With what it holds of its room. */
  place: ShownPlace.nullable(),
  description: Prose.nullable(),
  /** Why it was cancelled or left out, where that was said. */
  reason: Prose.nullable(),
  /** How many versions of its convocation there are. */
  convocations: z.int(),
  /** Where members asked for it. */
  request: SessionRequest.nullable(),
  /** As members were convened to it: the same session, held later if the first call has no quorum. */
  secondCall: SecondCall.nullable(),
}).meta({
  id: "FullSession",
  description: "One meeting of a body, with its description",
});
export type FullSession = z.infer<typeof FullSession>;
export const StoredFullSession = StoredSession.extend({
  description: Prose.nullable().default(null),
  reason: Prose.nullable().default(null),
  convocations: z.int().default(0),
  request: SessionRequest.nullable().default(null),
  secondCall: SecondCall.nullable().default(null),
  /** Taken away because its series no longer gives it: it answers like one that never was. */
  gone: z.boolean().default(false),
});
export type StoredFullSession = z.infer<typeof StoredFullSession>;

export const SessionList = listOf(Session, "SessionList");
