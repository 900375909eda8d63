import * as z from "zod";
import { ItemKind, NamedMinutes } from "../agendas/model.ts";
import { Acting, Call, Constituted, How } from "../meetings/model.ts";
import { Vote } from "../meetings/vote-model.ts";
import { Line, PartialDate, Prose, Slug, TimeZone, Title } from "../platform/shapes.ts";
import { HolderEntity, SeatId, SeatRole } from "../seats/id-model.ts";
import { SessionId, SessionKind } from "../sessions/id-model.ts";

/** A seat in the minutes: role, label and entity, and no name (whoever sat there is known by the seat's own record). */
export const MinutesMember = z
  .object({
    seat: SeatId,
    tenure: z.int(),
    role: SeatRole,
    label: Title.nullable(),
    entity: HolderEntity.nullable(),
    vote: z.boolean(),
    /** `present`: also whoever left before the end. `absent`: without excuse (ROF 109.1.d). */
    presence: z.enum(["present", "excused", "absent"]),
    how: How.nullable(),
    /** Whether a substitute came. */
    substituted: z.boolean(),
    movements: z.array(z.object({ at: z.string(), what: z.enum(["in", "out"]) })),
  })
  .meta({
    id: "MinutesMember",
    description: "A seat in minutes: who came, who was excused, by role and entity",
  });
export type MinutesMember = z.infer<typeof MinutesMember>;

const MinutesVote = Vote.omit({ municipality: true, session: true, item: true }).meta({
  id: "MinutesVote",
  description: "A vote as minutes show it",
});

/** An agreement as minutes hold it: its operative part (ROF 109.1.i). */
const MinutesAgreement = z
  .object({
    n: z.int(),
    text: Prose,
    /** `members`: minutes that everyone reads leave it out. */
    access: z.enum(["public", "members"]),
  })
  .meta({ id: "MinutesAgreement" });

const Intervention = z
  .object({
    /** Whose; null: of somebody who holds no seat. */
    seat: SeatId.nullable(),
    text: Prose,
    /** At the member's request: an opinion, or word for word (Llei 26/2010, 20.1; Ley 40/2015, 19.5). */
    onRequest: z.boolean(),
  })
  .meta({ id: "Intervention" });

export const MinutesItem = z
  .object({
    id: Slug,
    kind: ItemKind,
    title: Title,
    offAgenda: z.boolean(),
    /** The minutes that it approved. */
    minutes: NamedMinutes.nullable(),
    /** The main points of the debate, by paragraph. */
    debate: z.array(Prose),
    interventions: z.array(Intervention),
    votes: z.array(MinutesVote),
    agreements: z.array(MinutesAgreement),
  })
  .meta({ id: "MinutesItem" });
export type MinutesItem = z.infer<typeof MinutesItem>;

/** A certified recording that is annexed: it may stand for the main points of the debate (Ley 40/2015, 18.1). */
export const Recording = z
  .strictObject({
    /** SHA-256 of the file. */
    digest: z.string().regex(/^[0-9a-f]{64}$/, "must be a SHA-256 in lower-case hexadecimal digits"),
    /** The secretary's certificate of its integrity. */
    certificate: Line,
  })
  .meta({ id: "Recording", description: "A certified recording annexed to minutes" });

/**
 * What minutes hold, as it was on record when they were drawn up. Of people it says seats, roles and entities alone: whoever
 * writes its free texts answers for the names in them.
 */
export const MinutesContent = z
  .object({
    /** `record`: of a session that was not held, in place of minutes (ROF 109.2). */
    type: z.enum(["minutes", "record"]),
    municipality: Slug,
    townName: Title,
    body: Slug,
    bodyName: Title,
    session: SessionId,
    title: Title,
    kind: SessionKind,
    /** As members were convened. */
    start: z.string(),
    /** As much as is known of it. */
    day: PartialDate,
    timeZone: TimeZone,
    place: Title.nullable(),
    /** Whether somebody took part remotely. */
    remote: z.boolean(),
    calls: z.array(Call),
    call: z.union([z.literal(1), z.literal(2)]).nullable(),
    constituted: Constituted.nullable(),
    legalNumber: z.int().nullable(),
    openedAt: z.string().nullable(),
    closedAt: z.string().nullable(),
    presiding: Acting.nullable(),
    secretary: Acting.nullable(),
    /** Why it was not held. */
    cause: z.enum(["no-quorum", "other"]).nullable(),
    members: z.array(MinutesMember),
    items: z.array(MinutesItem),
    /** What was agreed on no item of the agenda. */
    agreements: z.array(MinutesAgreement),
    incidents: Prose.nullable(),
    remarks: Prose.nullable(),
    recording: Recording.nullable(),
  })
  .meta({ id: "MinutesContent", description: "What minutes hold" });
export type MinutesContent = z.infer<typeof MinutesContent>;
