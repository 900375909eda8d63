import * as z from "zod";
import { CalendarDate, LocalDateTime } from "../platform/shapes.ts";

/** That members asked for a session, and by when the rules have it held (LBRL 46.2.a). */
export const SessionRequest = z
  .object({
    on: CalendarDate,
    /** How many asked, and how many had to. */
    members: z.int(),
    needed: z.int(),
    /** The last day on which it is held in time; null where no rule says so. */
    heldBy: CalendarDate.nullable(),
    /** When it is convened by itself if nobody convenes it before. */
    otherwise: LocalDateTime.nullable(),
    /** Counted over a calendar that is missing or not confirmed. */
    provisional: z.boolean(),
    article: z.string().nullable(),
  })
  .meta({ id: "SessionRequest", description: "That members asked for a session" });
export type SessionRequest = z.infer<typeof SessionRequest>;

/** When a second call begins if there is no quorum in the first, and the rule that says so. */
export const SecondCall = z
  .object({ start: LocalDateTime, startUtc: z.string(), article: z.string().nullable() })
  .meta({ id: "SecondCall" });
export type SecondCall = z.infer<typeof SecondCall>;
