import * as z from "zod";
import { ConvocationPath } from "../convocations/id-model.ts";
import { Addressee, Channel, EventName, LedgerEvent } from "../ledger/model.ts";
import { Line, paging, Slug } from "../platform/shapes.ts";
import { parseInstant } from "../platform/zone.ts";
import { SeatId } from "../seats/id-model.ts";

/** How a notice stands, by the last that is on record of it. */
export const NoticeState = z
  .enum([
    "to-send",
    "to-print",
    "published",
    "sent",
    "delivered",
    "served",
    "failed",
    "withheld",
    "superseded",
    "withdrawn",
  ])
  .meta({ id: "NoticeState" });
export type NoticeState = z.infer<typeof NoticeState>;

/** One member's notice over one channel, with everything that is on record of it. */
export const MemberNotice = z
  .object({
    /** "seat.tenure.channel" */
    id: z.string(),
    seat: SeatId,
    tenure: z.int(),
    channel: Channel,
    state: NoticeState,
    addressee: Addressee.nullable(),
    /** The member's own, by the calendars of the seat and of where they live; null: none, or they came later. */
    lastLawfulMoment: z.string().nullable(),
    /** When it counts as given by the rule of the body; null: not yet. */
    givenAt: z.string().nullable(),
    /** By which event, and when that was put on record: what was served is on a secretary's word. */
    givenBy: EventName.nullable(),
    recordedAt: z.string().nullable(),
    /** Null as long as it is not given, or where nothing was owed. */
    inTime: z.boolean().nullable(),
    /** The digest of its last event. */
    head: z.string(),
    events: z.array(LedgerEvent),
  })
  .meta({ id: "MemberNotice", description: "One member's notice over one channel" });
export type MemberNotice = z.infer<typeof MemberNotice>;
export const MemberNoticeList = z
  .object({ items: z.array(MemberNotice), cursor: z.string().nullable() })
  .meta({ id: "MemberNoticeList", description: "A page of the notices of a convocation" });

const Instant = z
  .string()
  .refine((text) => parseInstant(text) !== null, 'must be an instant like "2022-11-17T10:30:00Z"');

export const ServedInput = z
  .strictObject({
    /** When the letter was handed over. */
    servedAt: Instant,
    /** By whom, as an office: "notificador municipal". */
    servedBy: Line,
  })
  .meta({ id: "ServedInput", description: "A letter was served on paper" });

export const NoticeId = z.string().regex(/^[a-z0-9-]+\.\d{1,6}\.(mail|paper|page)$/, "must be a notice's id");
export const NoticePath = ConvocationPath.extend({ notice: NoticeId });
export const NoticesQuery = z.strictObject({ ...paging });

/** How many members a certificate counts, and how they stand. */
const Count = z.object({
  members: z.number(),
  given: z.number(),
  inTime: z.number(),
  late: z.number(),
  /** Who came to their seat after all had been told: nothing was owed to them in time. */
  cameLater: z.number(),
  notGiven: z.number(),
});

/** What can be proved of a convocation, in one document: who has it can tell later whether anything was changed since. */
export const Certificate = z
  .object({
    municipality: Slug,
    session: z.string(),
    n: z.int(),
    /** The digest of the convocation, over everything that members were told. */
    convocation: z.string(),
    convenedAt: z.string(),
    /** From which event a notice counts as given, and the rule. */
    counts: z.object({ from: z.string(), article: z.string().nullable(), reading: z.string().nullable() }),
    /** Whether every member was told in time, for sure; else `because` says why it cannot be certified. */
    certified: z.boolean(),
    because: z.array(z.string()),
    count: Count,
    notices: z.array(
      MemberNotice.pick({
        id: true,
        state: true,
        lastLawfulMoment: true,
        givenAt: true,
        givenBy: true,
        recordedAt: true,
        inTime: true,
        head: true,
      }),
    ),
    /** SHA-256 over the convocation's digest and all heads, in order. */
    digest: z.string(),
    issuedAt: z.string(),
    /** Over all the above, with a key that the table does not hold. */
    seal: z.string(),
  })
  .meta({ id: "Certificate", description: "What can be proved of a convocation" });
export type Certificate = z.infer<typeof Certificate>;
