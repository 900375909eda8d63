import * as z from "zod";
import { ItemKind } from "../agendas/model.ts";
import { EffectiveRule } from "../law/effective-model.ts";
import { CalendarDate, Line, Prose, Slug, Title } from "../platform/shapes.ts";
import { PersonId, SeatId, SeatRole } from "../seats/id-model.ts";
import { SessionId } from "../sessions/id-model.ts";

/** How someone takes part. */
export const How = z.enum(["in-person", "remote"]).meta({ id: "How" });

/** One coming or going of a member, as it was recorded. */
export const Movement = z
  .object({
    /** By the real clock. */
    at: z.string(),
    what: z.enum(["in", "out"]),
    how: How.nullable(),
    /** The item of the agenda that was dealt with; null: none, or not said. */
    item: Slug.nullable(),
    /** By the secretary, or by themselves with the code of the session. */
    by: z.enum(["secretary", "code"]),
  })
  .meta({ id: "Movement" });
export type Movement = z.infer<typeof Movement>;

/** `left`: was there, and is not now. */
export const Presence = z.enum(["present", "left", "absent", "excused"]).meta({ id: "Presence" });
export type Presence = z.infer<typeof Presence>;

/** Who attends on a seat, and how that stands now. A substitute counts when they are there, and only then. */
export const Attendance = z.object({
  municipality: Slug,
  session: SessionId,
  seat: SeatId,
  tenure: z.int(),
  /** The call that they came to, by its local start: who came to another one is not there. */
  start: z.string(),
  /** Who sits there, by opaque id: nobody counts twice. Null: whoever the entity sent. */
  person: PersonId.nullable(),
  /** As the seat stood when it was first recorded. */
  role: SeatRole,
  label: Title.nullable(),
  vote: z.boolean(),
  spokesperson: z.boolean(),
  presence: Presence,
  how: How.nullable(),
  /** Null: the titular, or whoever the entity sent. */
  substitute: PersonId.nullable(),
  /** All comings and goings, the earliest first. */
  movements: z.array(Movement),
  version: z.int(),
});
export type Attendance = z.infer<typeof Attendance>;

/** What became of one call of a session. */
export const Call = z
  .object({
    n: z.union([z.literal(1), z.literal(2)]),
    outcome: z.enum(["constituted", "no-quorum"]),
    /** When that was recorded. */
    at: z.string(),
    /** Null: nobody recorded who came. */
    present: z.int().nullable(),
    needed: z.int().nullable(),
  })
  .meta({ id: "Call", description: "What became of one call of a session" });
export type Call = z.infer<typeof Call>;

/** Who acts as president or secretary: a seat that is there, or an office of the staff. */
export const Acting = z
  .object({
    seat: SeatId.nullable(),
    /** "Secretaria accidental": an office, no name. */
    office: Line.nullable(),
    /** Why, where it is not whoever holds the office: by the rule, or as it was said. */
    ground: z.enum(["vice-president", "deputy-in-order", "rank", "seniority", "age", "appointed"]).nullable(),
  })
  .meta({ id: "ActingOffice", description: "Who presides, or keeps the record" });
export type Acting = z.infer<typeof Acting>;

export const Constituted = z.enum(["quorum", "spokespersons", "all-members", "no-rule"]);

/** An item that members deal with. One that was not on the agenda needs its urgency voted first. */
export const MeetingItem = z.object({
  id: Slug,
  kind: ItemKind,
  title: Title,
  offAgenda: z.boolean(),
});
export type MeetingItem = z.infer<typeof MeetingItem>;

/** How a session is held, from its first call to its end. */
export const Meeting = z.object({
  municipality: Slug,
  body: Slug,
  session: SessionId,
  /** The start that the session had: moved, it is another meeting. */
  start: z.string(),
  /** The local day on which it was, or is to be held: that of the call that counts. */
  day: CalendarDate,
  calls: z.array(Call),
  /** The call that constituted it; null: not open yet. */
  call: z.union([z.literal(1), z.literal(2)]).nullable(),
  constituted: Constituted.nullable(),
  /** As the rules counted on that day: never today's. Null: nobody said how many members there are. */
  legalNumber: z.int().nullable(),
  basis: z.enum(["legal-number", "seats", "not-known"]),
  /** How many of them are in office: "all members" are these. */
  members: z.int(),
  /** Seats named as spokespersons. */
  spokespersons: z.array(SeatId),
  /** The rules that hold, each with its article. */
  rules: z.record(z.string(), EffectiveRule.omit({ displaced: true })),
  items: z.array(MeetingItem),
  presiding: Acting.nullable(),
  secretary: Acting.nullable(),
  openedAt: z.string().nullable(),
  closedAt: z.string().nullable(),
  /** Why it was not held. */
  cause: z.enum(["no-quorum", "other"]).nullable(),
  /** Incidents, or the cause in words. */
  notes: Prose.nullable(),
  /** How many votes there were. */
  votes: z.int(),
  /** Grows with every change of who is there while it is open: a vote holds for who was there. */
  version: z.int(),
});
export type Meeting = z.infer<typeof Meeting>;
