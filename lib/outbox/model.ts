import * as z from "zod";
import { AlertCode } from "../convocations/outlook-model.ts";
import { Addressee, Channel } from "../ledger/model.ts";
import { Slug, Title } from "../platform/shapes.ts";
import { SeatId } from "../seats/id-model.ts";
import { SessionId } from "../sessions/id-model.ts";

/** A mail that is to leave, without name and address: those are read when it does. It goes when the mail has gone. */
export const OutboxEntry = z.object({
  municipality: Slug,
  body: Slug,
  session: SessionId,
  /** The version of the convocation, or of the minutes; 0: about none. */
  n: z.int(),
  seat: SeatId,
  tenure: z.int(),
  channel: Channel,
  /**
   * `withdrawal`: to whoever is no member any more. `booking`: to whoever booked a slot, `seat` is the booking's code.
   * `minutes`: that these are circulated.
   */
  what: z.enum(["notice", "reminder", "withdrawal", "alert", "booking", "minutes"]),
  addressee: Addressee,
  /** The seat's own name. */
  label: Title.nullable(),
  /** When it was decided: Date and DTSTAMP of every try. */
  decidedAt: z.string(),
  /** The member's own; null: it is owed whenever it comes. */
  lastLawfulMoment: z.string().nullable(),
  /** The last event of its chain; null where it has none. */
  head: z.object({ sequence: z.int(), digest: z.string() }).nullable(),
  /** Of an alert. */
  code: AlertCode.nullable(),
  attempts: z.int(),
  /** Until then one function has it in hand, or it waits to be tried again. */
  notBefore: z.string().nullable(),
  version: z.int(),
});
export type OutboxEntry = z.infer<typeof OutboxEntry>;
