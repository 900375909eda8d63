import * as z from "zod";
import { ruleShapes } from "../law/rule-model.ts";
import { CalendarDate, Line, PartialDate, Slug } from "../platform/shapes.ts";
import { Certainty } from "../platform/validity.ts";
import { Occupancy } from "../seats/id-model.ts";
import { SessionId } from "../sessions/id-model.ts";
import { SessionStatus } from "../sessions/states.ts";

/** Why there is no figure, or nothing to hold it against. */
const Why = z
  .enum([
    /** The body did not act on that day. */
    "not-in-force",
    /** Nobody said what governs the body. */
    "no-rules-stated",
    /** What governs it says nothing of this. */
    "no-rule",
    /** It depends on the number of inhabitants, which is not kept here (LBRL 46.2.a; DL 2/2003, 98.a). */
    "by-inhabitants",
    /** It is as the plenary agreed, and no own rule of the body repeats that (ROF 134.1). */
    "as-the-plenary-agreed",
    /** It hangs on sessions of which nobody recorded whether, or on which day, they were held. */
    "sessions-unrecorded",
    /** Nobody took in any of it. */
    "nothing-recorded",
    /** There is more of it than one answer looks at. */
    "too-many",
  ])
  .meta({ id: "HealthWhy", description: "Why there is no figure, or nothing to hold it against" });
export type Why = z.infer<typeof Why>;

const known = {
  /** `not-asked`: no rule asks for it. `not-known`: nobody can tell from what is kept here. */
  known: z.enum(["yes", "not-asked", "not-known"]),
  /** Null where it is known. */
  why: Why.nullable(),
};

/** A number, or an honest word instead of it. */
export const Figure = z
  .object({ value: z.int().nullable(), ...known })
  .meta({ id: "HealthFigure", description: "A number, or an honest word instead of it" });
export type Figure = z.infer<typeof Figure>;

/** How often ordinary sessions have to be held, and by which article or own rule. */
export const RequiredPeriodicity = z
  .object({
    every: ruleShapes.periodicity.shape.every.nullable(),
    ...known,
    article: z.string().nullable(),
    reading: z.string().nullable(),
  })
  .meta({ id: "RequiredPeriodicity" });
export type RequiredPeriodicity = z.infer<typeof RequiredPeriodicity>;

const Periodicity = z.object({
  required: RequiredPeriodicity,
  /** Sessions of any kind that are on record as held: whether others were, nobody knows of the unrecorded ones. */
  held: Figure,
  ordinary: Figure,
  /** The first day from which gaps count: of the window, or since when the body and its rules are on record. */
  since: CalendarDate,
  /** Days without an ordinary session, from `since` to the day that was asked about. */
  longestGapDays: Figure,
  lastHeld: PartialDate.nullable(),
  /** The next session that is proposed, planned, convened or open, on that day or later. */
  next: z.object({ session: SessionId, start: z.string(), status: SessionStatus }).nullable(),
  /** Whether no gap was longer than the rule allows; null where nothing is asked. */
  kept: Certainty.nullable(),
});

/** The sessions of the window by what became of them. */
const Sessions = z.object({
  total: Figure,
  notHeld: Figure,
  unrecorded: Figure,
  cancelled: Figure,
  lapsed: Figure,
  /** Whose day has come, and nobody closed them yet. */
  underWay: Figure,
});

/** First convocations of the sessions of the window, as everyone sees them: by the calendars of the body's seat. */
const Notices = z.object({
  convened: Figure,
  inTime: Figure,
  /** Went out after the last lawful moment of some member, as somebody accepted. */
  late: Figure,
  /** Counted over a calendar that was missing or not confirmed: nobody can say that they were in time. */
  provisional: Figure,
  /** No rule asked for a notice. */
  notAsked: Figure,
});

/** The minutes of the held sessions of the window, as they stand on `asOf`. */
const Minutes = z.object({
  asOf: CalendarDate,
  approved: Figure,
  /** Sent to the members, not approved. */
  circulated: Figure,
  draft: Figure,
  /** Held, and nobody began them. */
  none: Figure,
  /** Of sessions before the window: sent to the members, and still not approved. */
  earlier: Figure,
  /** Days since the oldest held session whose minutes are not approved; null where all are. */
  oldestDays: Figure,
  /** Whose approval was due by the rule: the next session was held, or the next ordinary one. */
  overdue: Figure,
  /** When they are to be approved. */
  rule: z.object({ value: ruleShapes.minutesApproval, article: z.string().nullable() }).nullable(),
});

/** The agreements of the body that are not over, as they stand on `asOf`, those for members among them. */
const Agreements = z.object({
  asOf: CalendarDate,
  open: Figure,
  inProgress: Figure,
  /** Of these, with a day that has passed. */
  overdue: Figure,
});

/** The seats on the day that was asked about. */
const Seats = z.object({
  total: Figure,
  held: Figure,
  vacant: Figure,
  /** Nobody said whether anyone sits there. */
  notKnown: Figure,
  /** Their term ends within 60 days. */
  expiring: Figure,
  /** How many members the rules set. */
  legalNumber: Figure,
  president: Occupancy,
  secretary: Occupancy,
});

/** How a body does, over the twelve months up to a day. Counts and days only: no person is in it. */
export const Health = z
  .object({
    municipality: Slug,
    body: Slug,
    at: CalendarDate,
    /** The window: from this day through `at`. */
    from: CalendarDate,
    inForce: Certainty,
    /** The regime that governs it on that day; null: nobody said. */
    profile: Line.nullable(),
    periodicity: Periodicity.meta({ id: "HealthPeriodicity" }),
    sessions: Sessions.meta({ id: "HealthSessions" }),
    notices: Notices.meta({ id: "HealthNotices" }),
    minutes: Minutes.meta({ id: "HealthMinutes" }),
    agreements: Agreements.meta({ id: "HealthAgreements" }),
    seats: Seats.meta({ id: "HealthSeats" }),
  })
  .meta({ id: "BodyHealth", description: "How a body does, over the twelve months up to a day" });
export type Health = z.infer<typeof Health>;
