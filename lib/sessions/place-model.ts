import * as z from "zod";
import { Line, LocalDateTime, Slug, Title, TitleInput } from "../platform/shapes.ts";

/** Where a session is held, as far as it is known. */
export const SessionPlace = z
  .object({
    name: Title,
    /** The room of the town's that it is, where it is one: it is held for the session. */
    place: Slug.optional(),
  })
  .meta({ id: "SessionPlace", description: "Where a session is held" });
export type SessionPlace = z.infer<typeof SessionPlace>;

/** The same as a session's own page shows it. */
export const ShownPlace = SessionPlace.extend({
  /** False: the room was taken by someone else when the session was generated or moved; left out where it is no room. */
  held: z.boolean().optional(),
  /** Until when the room is held, on the clock of the town: to the end of the day where the session has no duration. */
  holdsUntil: LocalDateTime.optional(),
}).meta({ id: "ShownPlace", description: "Where a session is held, and whether it has the room" });

/** On input a bare string is the place's name in the town's language; `{ place }` names a room of the town's. */
export const SessionPlaceInput = z.union([
  Line,
  z.strictObject({ name: TitleInput }),
  z.strictObject({ place: Slug }),
]);
export type SessionPlaceInput = z.infer<typeof SessionPlaceInput>;
