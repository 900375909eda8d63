import * as z from "zod";
import { Area } from "../municipalities/id-model.ts";
import { LocalDateTime, Slug, TimeZoneInput } from "../platform/shapes.ts";
import { parseInstant } from "../platform/zone.ts";
import { Notice } from "./notice-model.ts";

const Instant = z
  .string()
  .refine((text) => parseInstant(text) !== null, 'must be an instant like "2022-11-17T22:59:59Z"');

export const NoticeQuestion = z
  .strictObject({
    /** The session's start on the clock of its place. */
    start: LocalDateTime,
    /** The town's, unless it says otherwise. */
    timeZone: TimeZoneInput.optional(),
    /** A body of the town: its rules say what the notice is. */
    body: Slug.optional(),
    /** Or the notice itself. */
    notice: Notice.optional(),
    /** The calendar areas of the seat and of where the member lives; without them, the town's. */
    areas: z
      .array(Area)
      .max(12)
      .refine((areas) => new Set(areas).size === areas.length, "must name each area once")
      .optional(),
    /** When the notice was given: then the answer says whether that was in time. */
    servedAt: Instant.optional(),
  })
  .refine(({ body, notice }) => (body === undefined) !== (notice === undefined), {
    path: ["notice"],
    message: "say either a `body`, whose rules are used, or the `notice` itself",
  })
  .meta({ id: "NoticeQuestion" });
