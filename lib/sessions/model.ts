import * as z from "zod";
import { Holiday } from "../calendars/model.ts";
import {
  CalendarDate,
  Duration,
  listOf,
  LocalDateTime,
  paging,
  PartialDate,
  Prose,
  ProseInput,
  Slug,
  TimeZone,
  TimeZoneInput,
  Title,
  TitleInput,
} from "../platform/shapes.ts";
import { SecondCall, SessionRequest } from "./terms-model.ts";
import { SessionPlace, SessionPlaceInput, ShownPlace } from "./place-model.ts";
import { Slot, slotsOf } from "./slot-model.ts";
import { SessionStatus } from "./states.ts";

/** A session id: body, series and recurrence date, or body and date. */
export const SessionId = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "must be a session's id")
  .max(140);

/** RFC 8984's `start`, or as much of it as is known. */
const Start = z.union([LocalDateTime, PartialDate]);

export const SessionKind = z.enum(["ordinary", "extraordinary", "urgent"]).meta({ id: "SessionKind" });

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
    sequence: z.number().int(),
    version: z.number().int(),
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
  convocations: z.number().int(),
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
  convocations: z.number().int().default(0),
  request: SessionRequest.nullable().default(null),
  secondCall: SecondCall.nullable().default(null),
  /** Taken away because its series no longer gives it: it answers like one that never was. */
  gone: z.boolean().default(false),
});
export type StoredFullSession = z.infer<typeof StoredFullSession>;

export const SessionList = listOf(Session, "SessionList");

const fields = {
  title: TitleInput,
  kind: SessionKind,
  start: Start,
  duration: Duration.nullable(),
  place: SessionPlaceInput.nullable(),
  slots: slotsOf,
  description: ProseInput.nullable(),
};

export const SessionInput = z
  .strictObject({
    ...fields,
    kind: SessionKind.default("ordinary"),
    /** The town's, unless it says otherwise. */
    timeZone: TimeZoneInput.optional(),
    duration: fields.duration.default(null),
    place: fields.place.default(null),
    slots: fields.slots.default([]),
    description: fields.description.default(null),
    /** For a session of the past: whether it was held. Left out: planned, or unrecorded if its day is over. */
    status: z.enum(["held", "not-held"]).optional(),
  })
  .meta({ id: "SessionInput" });
export type SessionInput = z.infer<typeof SessionInput>;

export const SessionPatch = z.strictObject(fields).partial().meta({ id: "SessionPatch" });
export type SessionPatch = z.infer<typeof SessionPatch>;

/** What the secretary decides of a proposed session: hold it on the holiday, leave it out, or move it. */
export const Decision = z
  .discriminatedUnion("decision", [
    z.strictObject({ decision: z.literal("keep") }),
    z.strictObject({ decision: z.literal("skip") }),
    z.strictObject({ decision: z.literal("move"), start: LocalDateTime }),
  ])
  .meta({ id: "Decision" });

export const Cancellation = z.strictObject({ reason: ProseInput.optional() }).meta({ id: "Cancellation" });
export const Reinstatement = z.strictObject({}).meta({ id: "Reinstatement" });

export const SessionPath = z.object({ municipality: Slug, session: SessionId });

const RangeEnd = z.union([CalendarDate, LocalDateTime]);

/** Half-open in the town's zone: `from` is in; `to` as a date through its end, as a local time out. */
const between = { from: RangeEnd.optional(), to: RangeEnd.optional() };

const isOrdered = ({ from = "", to }: { from?: string | undefined; to?: string | undefined }): boolean =>
  to === undefined || from.slice(0, to.length) <= to;
/** For zod, which empties the object that it is given: a new one for each schema. */
const order = () => ({ path: ["to"], message: "must not be before `from`" });

export const SessionQuery = z.strictObject({ ...between, ...paging }).refine(isOrdered, order());
export const TownSessionQuery = z
  .strictObject({ ...between, body: Slug.optional(), ...paging })
  .refine(isOrdered, order());
