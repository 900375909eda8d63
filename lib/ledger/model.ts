import * as z from "zod";
import { Line, Slug } from "../platform/shapes.ts";
import { HolderEntity, PersonId, SeatId } from "../seats/id-model.ts";
import { SessionId } from "../sessions/id-model.ts";

/** How a notice reaches a member; `page`: the convocation as it is published for everyone. */
export const Channel = z.enum(["mail", "paper", "page"]).meta({ id: "Channel" });
export type Channel = z.infer<typeof Channel>;

/** What happened to a notice. */
export const EventName = z
  .enum([
    "decided",
    "published",
    /** Every member has a notice by now: who gets one after this came to their seat later. */
    "notified",
    "sent",
    "delivered",
    "bounced",
    "complained",
    /** The mail service would not take it. */
    "refused",
    /** By the real clock it would have been late: it was not sent. */
    "withheld",
    /** A newer version went out before this one was sent. */
    "superseded",
    "served",
    "reminded",
    /** They are no member any more: it is taken from their calendar, and does not count. */
    "withdrawn",
  ])
  .meta({ id: "EventName" });
export type EventName = z.infer<typeof EventName>;

/** Who was written to: a person by opaque id, an entity, or nobody in particular. No name, no address. */
export const Addressee = z.union([
  z.object({ person: PersonId }),
  z.object({ entity: HolderEntity }),
  z.object({ everyone: z.literal(true) }),
]);
export type Addressee = z.infer<typeof Addressee>;

/** What an event says beside what happened, when, and to which notice. */
export const Facts = z.object({
  event: EventName,
  /** By the real clock. */
  at: z.string(),
  /** A caller's id, "tick", or "mail-service". */
  by: z.string(),
  /** Of what was decided: to whom, and by when it had to be given to them. */
  addressee: Addressee.optional(),
  lastLawfulMoment: z.string().nullable().optional(),
  /** Of what was sent: SHA-256 of its very bytes, the service's id of it, a keyed digest of the address. */
  bytesDigest: z.string().optional(),
  messageId: z.string().optional(),
  addressSeal: z.string().optional(),
  /** Of what was served on paper: when, and by whom, as an office ("notificador municipal"). */
  servedAt: z.string().optional(),
  servedBy: Line.optional(),
  /** What the mail service said, by its own codes. */
  code: z.string().optional(),
});
export type Facts = z.infer<typeof Facts>;

/** One event of the ledger: written once, never changed. */
export const LedgerEvent = Facts.extend({
  municipality: Slug,
  session: SessionId,
  n: z.int(),
  seat: SeatId,
  tenure: z.int(),
  channel: Channel,
  /** Counts the events of this chain from 1. */
  sequence: z.int(),
  /** The digest of the event before; of the first, that of the convocation. */
  previous: z.string(),
  /** SHA-256 over all the above. */
  digest: z.string(),
  /** Over the digest, with a key that the table does not hold: who rewrites a row cannot make it. */
  seal: z.string(),
}).meta({ id: "LedgerEvent", description: "What happened to a notice; written once" });
export type LedgerEvent = z.infer<typeof LedgerEvent>;

/** Which chain: one member, as one tenure of a seat, over one channel, about one version. */
export type ChainOf = Pick<LedgerEvent, "municipality" | "session" | "n" | "seat" | "tenure" | "channel">;

/** The last event of a chain, as far as the next one has to know it. */
export type Head = Pick<LedgerEvent, "sequence" | "digest">;
