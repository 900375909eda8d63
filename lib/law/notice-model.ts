import * as z from "zod";
import { Area } from "../municipalities/id-model.ts";
import { CalendarDate, Line, LocalDateTime, Title } from "../platform/shapes.ts";

export const NoticeUnit = z
  .enum(["working-days", "natural-days", "working-hours", "natural-hours"])
  .meta({ id: "NoticeUnit" });

const MOST_DAYS = 90;
const MOST_HOURS = 24 * 30;

/**
 * How long before a session its notice must have been given. Of days, `clearDays` says that neither the day of
 * delivery nor that of the session counts (the usual reading of "between"); else say which of them counts.
 */
export const Notice = z
  .strictObject({
    n: z.int().min(0).max(MOST_HOURS),
    unit: NoticeUnit,
    clearDays: z.boolean().optional(),
    countDeliveryDay: z.boolean().optional(),
    countSessionDay: z.boolean().optional(),
  })
  .refine(({ n, unit }) => unit.endsWith("hours") || n <= MOST_DAYS, {
    path: ["n"],
    message: `must be at most ${MOST_DAYS} days`,
  })
  .refine(
    ({ clearDays, countDeliveryDay, countSessionDay }) =>
      clearDays !== true || !(countDeliveryDay === true || countSessionDay === true),
    { path: ["clearDays"], message: "means that neither day counts: leave out the other two" },
  )
  .refine(
    ({ unit, clearDays, countDeliveryDay, countSessionDay }) =>
      !unit.endsWith("hours") ||
      (clearDays === undefined && countDeliveryDay === undefined && countSessionDay === undefined),
    { path: ["unit"], message: "counts hours: what counts as a day is for days" },
  )
  .meta({ id: "Notice", description: "How long before a session its notice must have been given" });
export type Notice = z.infer<typeof Notice>;

/** One step of a calculation, as a page can show it: from the session backwards. */
export const NoticeStep = z
  .object({
    date: CalendarDate,
    what: z.enum(["session", "counts", "does-not-count", "limit"]),
    /** Why the day counts or does not. */
    why: z.enum([
      "working-day",
      "natural-day",
      "saturday",
      "sunday",
      "holiday",
      "day-of-the-session",
      "day-of-delivery",
    ]),
    /** The hours of that day that count, where hours are counted. */
    hours: z.number().nullable(),
    /** How much of the notice is counted by then. */
    counted: z.number(),
    holiday: z.object({ name: Title, area: Area }).nullable(),
  })
  .meta({ id: "NoticeStep" });
export type NoticeStep = z.infer<typeof NoticeStep>;

export const NoticeAnswer = z
  .object({
    notice: Notice,
    /** Where the notice comes from; null when it was given with the question. */
    source: Line.nullable(),
    /** In UTC; a notice given at this very moment is still in time. */
    lastLawfulMoment: z.string(),
    /** The same on the clock of the session's place. */
    lastLawfulLocal: LocalDateTime,
    timeZone: z.string(),
    /** Over a layer of calendar that is missing or not confirmed nothing is certain: it is never certified. */
    provisional: z.boolean(),
    unconfirmed: z.array(z.object({ area: Area, year: z.int(), why: z.enum(["missing", "not-confirmed"]) })),
    steps: z.array(NoticeStep),
    /** Of hours: what the other reading gives, natural for working hours and the reverse. Mind the stricter. */
    otherReading: z
      .object({ unit: NoticeUnit, lastLawfulMoment: z.string(), isStricter: z.boolean() })
      .nullable(),
    /** Only where `servedAt` was given. */
    lawful: z.boolean().optional(),
  })
  .meta({
    id: "NoticeAnswer",
    description: "The last moment at which a notice is in time, and how it is counted",
  });
