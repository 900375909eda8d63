import * as z from "zod";
import { FrozenAgenda, Order } from "../agendas/model.ts";
import { EffectiveRule } from "../law/effective-model.ts";
import { Notice, NoticeAnswer } from "../law/notice-model.ts";
import { Duration, LocalDateTime, Prose, Slug, TimeZone, Title } from "../platform/shapes.ts";
import { SessionId, SessionKind } from "../sessions/id-model.ts";
import { SessionPlace } from "../sessions/place-model.ts";
import { SecondCall } from "../sessions/terms-model.ts";

/** What went out: the first call of members, a change of it, its being taken back. */
export const ConvocationType = z
  .enum(["convocation", "change", "cancellation"])
  .meta({ id: "ConvocationType" });

/** By when the notice had to be given, and how that was found. */
export const Deadline = z
  .object({
    notice: Notice,
    /** The article or own rule. */
    source: z.string().nullable(),
    /** Counted on the calendar of the body's seat, in UTC. */
    lastLawfulMoment: z.string(),
    /** The earliest of all members, by the calendars of where they live (Ley 39/2015, 30.6). */
    strictest: z.string(),
    provisional: z.boolean(),
    /** The same by the calendars of the seat alone. */
    provisionalAtSeat: z.boolean(),
    unconfirmed: NoticeAnswer.shape.unconfirmed,
    steps: NoticeAnswer.shape.steps,
  })
  .meta({ id: "Deadline", description: "By when a notice had to be given, and how that is counted" });
export type Deadline = z.infer<typeof Deadline>;

/** Everything that a notice says, as it was when it was decided: never changed. */
export const Convocation = z
  .object({
    municipality: Slug,
    body: Slug,
    session: SessionId,
    /** Counts the versions of a session's convocation from 1. */
    n: z.int(),
    type: ConvocationType,
    kind: SessionKind,
    title: Title,
    start: LocalDateTime,
    startUtc: z.string(),
    timeZone: TimeZone,
    duration: Duration.nullable(),
    place: SessionPlace.nullable(),
    /** The session's, as its invitations carry it. */
    sequence: z.int(),
    secondCall: SecondCall.nullable(),
    agenda: FrozenAgenda.nullable(),
    order: Order.nullable(),
    /** Why it was cancelled, or changed. */
    reason: Prose.nullable(),
    /** The rules that held, each with its article. */
    rules: z.record(z.string(), EffectiveRule.omit({ displaced: true })),
    /** Null where no rule asks for a notice. */
    deadline: Deadline.nullable(),
    /** Went out after the last lawful moment, as somebody accepted: never certified. */
    acceptedLate: z.boolean(),
    /** Random: from the digest, which is public, nobody can guess what is not. */
    salt: z.string(),
    convenedAt: z.string(),
    /** The caller's id, or "tick". */
    by: z.string(),
    /** The digest of the version before. */
    previous: z.string().nullable(),
    /** SHA-256 over all the above: what every notice's chain begins with. */
    digest: z.string(),
  })
  .meta({ id: "Convocation", description: "What members were told, as it was decided" });
export type Convocation = z.infer<typeof Convocation>;
