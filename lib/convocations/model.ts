import * as z from "zod";
import { FrozenAgenda, Order, OrderInput } from "../agendas/model.ts";
import { EffectiveRule } from "../law/model.ts";
import { Notice, NoticeAnswer } from "../law/notice-model.ts";
import {
  CalendarDate,
  Duration,
  LocalDateTime,
  Prose,
  ProseInput,
  Slug,
  TimeZone,
  Title,
  TitleInput,
} from "../platform/shapes.ts";
import { SeatId } from "../seats/model.ts";
import { SecondCall } from "../sessions/terms-model.ts";
import { SessionId, SessionKind, SessionPath } from "../sessions/model.ts";
import { SessionPlace, SessionPlaceInput } from "../sessions/place-model.ts";
import { Outlook } from "./outlook-model.ts";

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
    n: z.number().int(),
    type: ConvocationType,
    kind: SessionKind,
    title: Title,
    start: LocalDateTime,
    startUtc: z.string(),
    timeZone: TimeZone,
    duration: Duration.nullable(),
    place: SessionPlace.nullable(),
    /** The session's, as its invitations carry it. */
    sequence: z.number().int(),
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

/** A convocation as it is shown: what tells where a member lives, for the secretariat only. */
export const ShownConvocation = Convocation.extend({
  salt: Convocation.shape.salt.optional(),
  /** Who did it, for the secretariat only. */
  by: z.string().nullable(),
  deadline: Deadline.partial({ strictest: true, unconfirmed: true, provisionalAtSeat: true }).nullable(),
}).meta({ id: "ShownConvocation", description: "What members were told, as it was decided" });

export const ConvocationBrief = Convocation.pick({
  n: true,
  type: true,
  kind: true,
  start: true,
  timeZone: true,
  convenedAt: true,
  digest: true,
}).meta({ id: "ConvocationBrief" });

export const ConvocationList = z
  .object({
    items: z.array(ConvocationBrief),
    /** How the next convocation stands; for the secretariat, null for everyone else. */
    outlook: Outlook.nullable(),
  })
  .meta({
    id: "ConvocationList",
    description: "The versions of a session's convocation, and what comes next",
  });

export const ConvocationInput = z
  .strictObject({
    /** What changes with it; what is left out stays. */
    kind: SessionKind.optional(),
    title: TitleInput.optional(),
    start: LocalDateTime.optional(),
    duration: Duration.nullable().optional(),
    place: SessionPlaceInput.nullable().optional(),
    /** Why members are convened anew. */
    reason: ProseInput.nullable().default(null),
    /** Records the order with the agenda as it stands, where that is not done yet. */
    order: OrderInput.optional(),
    /** Convene although a calendar is not confirmed: the certificate will say so. */
    acceptProvisional: z.boolean().default(false),
    /** Tell members late of what leaves day, kind and agenda as they are: another room, another link. */
    acceptLate: z.boolean().default(false),
  })
  .meta({ id: "ConvocationInput" });
export type ConvocationInput = z.infer<typeof ConvocationInput>;

/** Members asked for a session: on which day, and over which of their seats. */
export const RequestInput = z
  .strictObject({
    on: CalendarDate,
    seats: z
      .array(SeatId)
      .min(1)
      .max(200)
      .refine((seats) => new Set(seats).size === seats.length, "must name each seat once"),
    title: TitleInput,
    /** When it is to be held; left out: when the law convenes it by itself. */
    start: LocalDateTime.optional(),
    duration: Duration.nullable().default(null),
    place: SessionPlaceInput.nullable().default(null),
    description: ProseInput.nullable().default(null),
  })
  .meta({ id: "RequestInput", description: "Members ask for an extraordinary session" });

export const ConvocationPath = SessionPath.extend({
  n: z
    .string()
    .regex(/^[1-9]\d{0,2}$/, "must be the number of a version")
    .transform(Number),
});
