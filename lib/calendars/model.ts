import * as z from "zod";
import { Area } from "../municipalities/id-model.ts";
import { CalendarDate, Line, Slug, Title, TitleInput } from "../platform/shapes.ts";

/** What makes a day non-working: who declared it. */
export const DayKind = z
  .enum(["national-holiday", "regional-holiday", "local-holiday", "non-working-day"])
  .meta({ id: "DayKind" });

export const Day = z
  .strictObject({
    date: CalendarDate,
    name: Title,
    kind: DayKind,
    /** The bulletin or act that declares it. */
    source: Line.nullable().default(null),
    /** Whether someone has checked it against its source. */
    confirmed: z.boolean().default(false),
  })
  .meta({ id: "Day", description: "A non-working day, with who declared it and where" });
export type Day = z.infer<typeof Day>;

/** The non-working days that one area declares for one year. Saturdays and Sundays are not listed. */
export const Layer = z
  .object({
    area: Area,
    year: z.int(),
    /** Whether the list is complete and checked: the law certifies nothing over a layer that is not. */
    confirmed: z.boolean(),
    source: Line.nullable(),
    days: z.array(Day),
    version: z.int(),
  })
  .meta({ id: "Layer", description: "The non-working days that one area declares for one year" });
export type Layer = z.infer<typeof Layer>;

export const LayerInput = z
  .strictObject({
    confirmed: z.boolean().default(false),
    source: Line.nullable().default(null),
    /** The language of names that are given as a bare string. */
    language: z
      .string()
      .regex(/^[a-z]{2,3}$/)
      .default("en"),
    days: z.array(z.strictObject({ ...Day.shape, name: TitleInput })).max(60),
  })
  .refine(({ confirmed, source }) => !confirmed || source !== null, {
    path: ["source"],
    message: "a confirmed layer names the bulletin it was checked against",
  })
  .meta({ id: "LayerInput" });

export const Year = z.coerce.number().int().min(1970).max(2199);
export const LayerPath = z.object({ area: Area, year: Year });
export const TownYearPath = z.object({ municipality: Slug, year: Year });

/** A town's year: its layers together. */
export const TownCalendar = z
  .object({
    municipality: Slug,
    year: z.int(),
    /** Whether every layer of the town is there and confirmed. */
    confirmed: z.boolean(),
    layers: z.array(z.object({ area: Area, confirmed: z.boolean(), missing: z.boolean() })),
    days: z.array(Day.extend({ area: Area })),
  })
  .meta({ id: "TownCalendar", description: "The non-working days of a town's year, from all its layers" });
