import * as z from "zod";
import { CalendarDate, LocalDateTime, Slug } from "../platform/shapes.ts";

/** Who holds a room: a session, or a use that is none. */
export const Holder = z.object({ what: z.enum(["session", "use"]), id: z.string() });
export type Holder = z.infer<typeof Holder>;

/** A time for which a room is held, in UTC, half-open. */
export const Hold = z.object({ from: z.string(), to: z.string(), by: Holder });
export type Hold = z.infer<typeof Hold>;

/**
 * What a room is held for on a local day, in one item: two who want it at once meet here. `stamp` is another one with every
 * write, so that a day that was emptied and filled again is not taken for the one that was read.
 */
export const RoomDay = z.object({
  municipality: Slug,
  place: Slug,
  day: CalendarDate,
  holds: z.array(Hold),
  stamp: z.string(),
});
export type RoomDay = z.infer<typeof RoomDay>;

/** Which room a session holds, and on which days it is locked; `held` false: it was taken. */
export const Room = z.object({
  place: Slug,
  from: z.string(),
  to: z.string(),
  days: z.array(CalendarDate),
  held: z.boolean(),
  /** `to` on the town's clock. */
  holdsUntil: LocalDateTime,
  version: z.int(),
});
export type Room = z.infer<typeof Room>;
