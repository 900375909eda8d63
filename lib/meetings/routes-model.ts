import * as z from "zod";
import { Line, ProseInput, Slug } from "../platform/shapes.ts";
import { parseInstant } from "../platform/zone.ts";
import { PersonId, SeatId } from "../seats/id-model.ts";
import { FullSession } from "../sessions/model.ts";
import { Acting, Attendance, Call, Constituted, How, Meeting, Presence } from "./model.ts";
import { Quorum } from "./quorum-model.ts";
import { Vote } from "./vote-model.ts";

/** An instant that somebody states, in UTC: "2016-02-10T17:05:00Z". */
const Stated = z
  .string()
  .refine((text) => parseInstant(text) !== null, 'must be an instant like "2016-02-10T17:05:00Z"');

export const AttendanceInput = z
  .strictObject({
    presence: Presence,
    /** How they take part; in person unless it is said. */
    how: How.default("in-person"),
    /** The item that is dealt with as they come or go. */
    item: Slug.nullable().default(null),
    /** The accredited substitute who comes instead of the titular. */
    substitute: PersonId.nullable().default(null),
    /** When, where the secretary records it later; left out: now. */
    at: Stated.optional(),
    /** The code of the session, from a member who checks in by themselves. */
    code: z.string().max(20).optional(),
  })
  .meta({ id: "AttendanceInput", description: "That a member comes, goes, or does not come" });
export type AttendanceInput = z.infer<typeof AttendanceInput>;

/** Who attends on a seat, without the id of whoever sits there. */
export const ShownAttendance = Attendance.omit({ person: true }).meta({
  id: "Attendance",
  description: "Who attends on a seat",
});

/** What was recorded, and what it does to the quorum at that instant. */
export const Attended = ShownAttendance.extend({ quorum: Quorum }).meta({
  id: "Attended",
  description: "Who attends on a seat, and whether there is a quorum now",
});

/** A meeting as it is shown: without what was frozen with it. */
export const ShownMeeting = Meeting.omit({ rules: true }).meta({
  id: "Meeting",
  description: "How a session is held, from its first call to its end",
});

export const AttendanceList = z
  .object({ meeting: ShownMeeting.nullable(), items: z.array(ShownAttendance) })
  .meta({ id: "AttendanceList", description: "How a session is held, and who attends it" });

export const CheckInCode = z.object({ code: z.string(), from: z.string().nullable() }).meta({
  id: "CheckInCode",
  description: "What members check in with, for the secretary to show in the room",
});

const { ground } = Acting.shape;

export const OpeningInput = z
  .strictObject({
    /** When it was opened, where that is recorded later; left out: now. */
    at: Stated.optional(),
    /** Left out: the call that is up by the clock. */
    call: Call.shape.n.optional(),
    by: Constituted.exclude(["no-rule"]).default("quorum"),
    /** Who presides, where it is not the president, nor the one vice-president who is there. */
    presiding: z.strictObject({ seat: SeatId, ground: ground.unwrap().optional() }).optional(),
    /** Who keeps the record, where the secretary is not there. */
    secretary: z
      .strictObject({ seat: SeatId.optional(), office: Line.optional() })
      .refine(
        ({ seat, office }) => (seat === undefined) !== (office === undefined),
        "name a seat, or an office",
      )
      .optional(),
  })
  .meta({ id: "OpeningInput" });
export type OpeningInput = z.infer<typeof OpeningInput>;

export const ClosingInput = z
  .strictObject({
    /** When it ended, where that is recorded later; left out: now, or not known of what nobody recorded on its day. */
    at: Stated.optional(),
    /** Left out: held. */
    outcome: z.enum(["held", "not-held"]).default("held"),
    /** Why it was not held. */
    cause: z.enum(["no-quorum", "other"]).optional(),
    /** Incidents, or the cause in words. */
    notes: ProseInput.nullable().default(null),
  })
  .refine(({ outcome, cause }) => (outcome === "not-held") === (cause !== undefined), {
    path: ["cause"],
    message: "goes with outcome not-held, and only with it",
  })
  .meta({ id: "ClosingInput" });
export type ClosingInput = z.infer<typeof ClosingInput>;

/** A session as it is opened or closed. */
export const HeldSession = z
  .object({ session: FullSession, meeting: ShownMeeting, quorum: Quorum })
  .meta({ id: "HeldSession", description: "A session as it is held, with its quorum" });

export const VoteList = z
  .object({ items: z.array(Vote) })
  .meta({ id: "VoteList", description: "The votes of a session, the first one first" });
