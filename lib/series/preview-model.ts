import * as z from "zod";
import { Holiday } from "../calendars/holiday-model.ts";
import { LocalDateTime, TimeZoneInput } from "../platform/shapes.ts";
import { DateOrTime, MOST_DATES, RecurrenceRule, SeriesStart } from "./model.ts";

const Instant = z.iso.datetime({ offset: true });

export const MOST_PREVIEWED = 2000;
/** The holidays of each year are read from the table, and anyone may ask. */
const MOST_YEARS = 50;

export const PreviewInput = z
  .strictObject({
    start: SeriesStart,
    timeZone: TimeZoneInput,
    recurrence: RecurrenceRule,
    exceptDates: z.array(DateOrTime).max(MOST_DATES).default([]),
    extraDates: z.array(DateOrTime).max(MOST_DATES).default([]),
    from: Instant,
    to: Instant,
  })
  .refine(({ from, to }) => Date.parse(from) < Date.parse(to), {
    path: ["to"],
    message: "must be after `from`",
  })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) <= MOST_YEARS * 366 * 86_400_000, {
    path: ["to"],
    message: `must not be more than ${MOST_YEARS} years after \`from\``,
  })
  .refine(({ from, to }) => Date.parse(from) >= Date.UTC(1900, 0) && Date.parse(to) < Date.UTC(2200, 0), {
    path: ["from"],
    message: "must lie, like `to`, between the years 1900 and 2200",
  })
  .meta({ id: "PreviewInput" });

export const Preview = z
  .object({
    occurrences: z
      .array(z.object({ start: LocalDateTime, startUtc: z.string(), holiday: Holiday.optional() }))
      .max(MOST_PREVIEWED),
  })
  .meta({ id: "Preview", description: "The occurrences of a rule between two instants" });
