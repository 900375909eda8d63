import * as z from "zod";
import { Language, Line, LocalDateTime, Slug, Title } from "../platform/shapes.ts";
import { SessionId, SessionPath } from "../sessions/id-model.ts";
import { Slot } from "../sessions/slot-model.ts";

/**
 * `free`: open to book. `taken`: booked. `held`: it belongs to a party. `confirmed`: whose party said that they come.
 * `no-show`: whoever had it did not come.
 */
export const SlotState = z.enum(["free", "taken", "held", "confirmed", "no-show"]).meta({ id: "SlotState" });
export type SlotState = z.infer<typeof SlotState>;

/** A booking's code: random, it says nothing by itself. */
export const BookingCode = z
  .string()
  .regex(/^[0-9a-f]{12}$/, "must be the code of a booking")
  .meta({ id: "BookingCode", description: "A booking's code: random" });

/** A slot that somebody booked, or did not come to, in its session's partition: a code, and nothing of a person. */
export const StoredSlot = z.object({
  municipality: Slug,
  session: SessionId,
  slot: z.int(),
  state: z.enum(["taken", "no-show"]),
  /** Null: of a party that did not come, and had said nothing. */
  code: BookingCode.nullable(),
  version: z.int(),
});
export type StoredSlot = z.infer<typeof StoredSlot>;

/** A slot as it can be asked about; never who booked it. */
export const ShownSlot = Slot.extend({
  /** Counts the slots of its session from 1: the slot keeps it when the session is moved. */
  slot: z.int(),
  start: LocalDateTime,
  startUtc: z.string(),
  state: SlotState,
  /** Whether it can be booked now. */
  bookable: z.boolean(),
}).meta({ id: "ShownSlot", description: "A slot of a session, and whether it is free; never who booked it" });
export type ShownSlot = z.infer<typeof ShownSlot>;
export const SlotList = z
  .object({ session: SessionId, items: z.array(ShownSlot) })
  .meta({ id: "SlotList", description: "The slots of a session" });

const booker = {
  name: Line,
  email: z.email().max(200).nullable(),
  phone: Line.nullable(),
  /** The language they want to be written to in; null: the town's. */
  language: Language.nullable(),
  note: Line.nullable(),
};

/** A secret of whoever books: whoever has it can look at the booking and cancel it. */
const Secret = z.string().regex(/^[\w-]{22,128}$/, "must be 22 to 128 random letters, digits, - or _");

export const BookingInput = z
  .strictObject({
    name: booker.name,
    email: booker.email.default(null),
    phone: booker.phone.default(null),
    language: booker.language.default(null),
    note: booker.note.default(null),
    /** One of your own, so that the same request can be sent twice; left out, one is made. */
    secret: Secret.optional(),
  })
  .meta({ id: "BookingInput", description: "Who books a slot: personal data" });
export type BookingInput = z.infer<typeof BookingInput>;

/** What a holder was last told, to be told again when it is something else. */
export const ToldBooking = z.object({
  start: LocalDateTime,
  startUtc: z.string(),
  timeZone: z.string(),
  duration: z.string(),
  title: Title,
  place: Title.nullable(),
  cancelled: z.boolean(),
});
export type ToldBooking = z.infer<typeof ToldBooking>;

/** A booking as it is stored: personal data, and only there. */
export const StoredBooking = z.object({
  ...booker,
  /** Null once it is cancelled. */
  name: Line.nullable(),
  code: BookingCode,
  municipality: Slug,
  session: SessionId,
  slot: z.int(),
  /** SHA-256 of the secret, base64url. */
  secretDigest: z.string(),
  bookedAt: z.string(),
  /** The holder let go of it, or it was taken from them: what is left is where to tell them. */
  cancelled: z.boolean(),
  /** The SEQUENCE of its invitation, which is of the booking alone. */
  sequence: z.int(),
  told: ToldBooking.nullable(),
  /** The instant from which it is not needed any more. */
  forgetAt: z.string(),
  version: z.int(),
});
export type StoredBooking = z.infer<typeof StoredBooking>;

/** What booking answers: the secret is shown this once, and not kept. */
export const Booked = z
  .object({
    code: BookingCode,
    secret: z.string(),
    session: SessionId,
    slot: z.int(),
    start: LocalDateTime,
    startUtc: z.string(),
    duration: z.string(),
    /** When who booked is forgotten. */
    forgetAt: z.string(),
  })
  .meta({
    id: "Booked",
    description: "A slot that is yours, with the secret that lets you look at it and cancel",
  });

/** Who booked, for the secretariat, and for whoever has the secret. */
export const Booking = z
  .object({ ...booker, ...Booked.omit({ secret: true }).shape, bookedAt: z.string() })
  .meta({ id: "Booking", description: "Who booked a slot: personal data" });

export const BookingCancelled = z
  .object({ session: SessionId, slot: z.int(), cancelled: z.literal(true) })
  .meta({ id: "BookingCancelled" });

/** `code` and `secret`: of the booking, instead of a token. */
export const BookingQuery = z.strictObject({ code: BookingCode.optional(), secret: Secret.optional() });

const Ordinal = z
  .string()
  .regex(/^[1-9]\d?$/, "must be the number of a slot")
  .transform(Number);
export const SlotPath = SessionPath.extend({ slot: Ordinal });
export const SwapInput = z
  .strictObject({ with: z.int().min(1).max(40) })
  .meta({ id: "SwapInput", description: "The number of the other slot" });
export const NoShowInput = z.strictObject({}).meta({ id: "NoShowInput" });
