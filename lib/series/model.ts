import * as z from "zod";
import { parseDate } from "../platform/civil.ts";
import {
  CalendarDate,
  Duration,
  listOf,
  LocalDateTime,
  Slug,
  TimeZone,
  TimeZoneInput,
  Title,
  TitleInput,
} from "../platform/shapes.ts";
import { SessionPlace, SessionPlaceInput } from "../sessions/place-model.ts";
import { Slot, slotsOf } from "../sessions/slot-model.ts";
import { parseRecurrence } from "./recurrence.ts";

/** What becomes of an occurrence that falls on a declared holiday. */
export const HolidayPolicy = z
  .enum(["ask", "keep", "skip", "previous-working-day", "next-working-day"])
  .meta({
    id: "HolidayPolicy",
    description:
      "ask: the session is proposed and waits for the secretary. keep: held all the same. skip: left out. " +
      "previous-/next-working-day: moved there, same hour.",
  });

/** An RRULE of RFC 5545, as far as we do it; each part that we do not do is named. */
export const RecurrenceRule = z
  .string()
  .max(500)
  .check((context) => {
    const parsed = parseRecurrence(context.value);
    for (const message of "faults" in parsed ? parsed.faults : [])
      context.issues.push({ code: "custom", message, input: context.value });
  })
  .meta({ id: "RecurrenceRule", description: 'An RRULE of RFC 5545: "FREQ=MONTHLY;BYDAY=1FR"' });

/** Days on which a series rests every year ("08-01" to "08-31"), or once ("2027-08-01" to "2027-08-31"). Both ends are in. */
const ClosureEnd = z
  .string()
  .refine(
    (text) => parseDate(text.length === 5 ? `2024-${text}` : text) !== null,
    'must be a date "2027-08-01", or a day of every year "08-01"',
  );
export const Closure = z
  .strictObject({ from: ClosureEnd, to: ClosureEnd })
  .refine(({ from, to }) => from.length === to.length, "must begin and end in the same form")
  .refine(({ from, to }) => from.length === 5 || from <= to, "must not end before it begins")
  .meta({ id: "Closure", description: "Days of rest, both ends in: every year, or once" });
export type Closure = z.infer<typeof Closure>;

/** A date alone means the hour of `start`. */
export const DateOrTime = z.union([CalendarDate, LocalDateTime]);

/** More single dates than this are a rule that was not found. */
export const MOST_DATES = 100;

/** Where a rule begins to count; a civil engine has to walk from there when the rule has a COUNT. */
export const SeriesStart = LocalDateTime.refine(
  (start) => start >= "1900",
  "must not be before the year 1900",
);

/** What a series says from some day on. Names follow JSCalendar (RFC 8984); the rule is RFC 5545's. */
export const Definition = z.object({
  title: Title,
  /** Where counting begins, like DTSTART; only dates that the rule gives become sessions. */
  start: LocalDateTime,
  duration: Duration.nullable(),
  recurrence: RecurrenceRule,
  /** The last day on which a session may fall. */
  until: CalendarDate.nullable(),
  exceptDates: z.array(CalendarDate),
  extraDates: z.array(DateOrTime),
  holidayPolicy: HolidayPolicy,
  closures: z.array(Closure),
  place: SessionPlace.nullable(),
  slots: z.array(Slot),
});
export type Definition = z.infer<typeof Definition>;

/** A definition and the first date it holds for; null: from the beginning. */
export const Segment = Definition.extend({ from: CalendarDate.nullable() }).meta({ id: "Segment" });
export type Segment = z.infer<typeof Segment>;

/** Dates in [from, to) on which nothing is generated, unless made up for later; `to` null: still paused. */
const Pause = z.object({
  from: CalendarDate,
  to: CalendarDate.nullable(),
  madeUp: z.boolean().default(false),
});

const Going = z.enum(["active", "paused"]);
/** `stopped`: its body was dissolved. */
export const SeriesStatus = z.enum([...Going.options, "stopped"]).meta({ id: "SeriesStatus" });

/** A series as the table holds it. `revision` counts the changes that generation has to follow. */
export const StoredSeries = z.object({
  id: Slug,
  municipality: Slug,
  body: Slug,
  timeZone: TimeZone,
  horizonMonths: z.int(),
  generateFrom: CalendarDate,
  /** The last day up to which the table has what the series says; an edit takes it back to the day before. */
  generatedTo: CalendarDate,
  status: Going,
  /** The first day on which it gives nothing any more, because its body is dissolved. */
  stoppedOn: CalendarDate.nullable().default(null),
  pauses: z.array(Pause),
  segments: z.array(Segment),
  revision: z.int(),
  version: z.int(),
});
export type StoredSeries = z.infer<typeof StoredSeries>;

/** Recurring sessions of a body: what the latest segment says, and all segments. */
export const Series = StoredSeries.omit({ generatedTo: true })
  .extend({ ...Definition.shape, status: SeriesStatus })
  .meta({
    id: "Series",
    description: "Recurring sessions of a body: the latest definition, and its dated segments",
  });
export type Series = z.infer<typeof Series>;

export const SeriesList = listOf(Series, "SeriesList");

const fields = {
  title: TitleInput,
  start: SeriesStart,
  duration: Duration.nullable(),
  recurrence: RecurrenceRule,
  until: CalendarDate.nullable(),
  exceptDates: z.array(DateOrTime).max(MOST_DATES),
  extraDates: z.array(DateOrTime).max(MOST_DATES),
  holidayPolicy: HolidayPolicy,
  closures: z.array(Closure).max(20),
  place: SessionPlaceInput.nullable(),
  slots: slotsOf,
};

const HorizonMonths = z.int().min(1).max(36);

export const SeriesInput = z
  .strictObject({
    ...fields,
    /** Made from the title when it is not given. */
    id: Slug.optional(),
    timeZone: TimeZoneInput.optional(),
    duration: fields.duration.default(null),
    until: fields.until.default(null),
    exceptDates: fields.exceptDates.default([]),
    extraDates: fields.extraDates.default([]),
    holidayPolicy: HolidayPolicy.default("ask"),
    closures: fields.closures.default([]),
    place: fields.place.default(null),
    slots: fields.slots.default([]),
    horizonMonths: HorizonMonths.default(12),
    /** Where a past calendar begins that is taken in; without it, today. */
    generateFrom: CalendarDate.refine(
      (date) => date >= "1900",
      "must not be before the year 1900",
    ).optional(),
  })
  .meta({ id: "SeriesInput" });
export type SeriesInput = z.infer<typeof SeriesInput>;

export const SeriesPatch = z
  .strictObject({
    ...fields,
    horizonMonths: HorizonMonths,
    status: Going,
    /** On resuming: also generate what the pause left out. */
    backfill: z.boolean(),
  })
  .partial()
  .refine(({ status, backfill }) => backfill !== true || status === "active", {
    path: ["backfill"],
    message: 'goes with status "active": it makes up for the pause that ends',
  })
  .meta({ id: "SeriesPatch" });
export type SeriesPatch = z.infer<typeof SeriesPatch>;

export const SeriesPath = z.object({ municipality: Slug, body: Slug, series: Slug });

/** `from`: this and following, as a new segment from that date on. Without it: the whole series. */
export const SeriesPatchQuery = z.strictObject({ from: CalendarDate.optional() });

/** The first day on which the table may not have what the series says. */
export const firstUnsettled = ({ generatedTo }: StoredSeries): number => (parseDate(generatedTo) ?? 0) + 1;
