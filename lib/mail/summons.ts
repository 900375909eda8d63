import type { Convocation } from "../convocations/model.ts";
import type { Title } from "../platform/shapes.ts";

/** Who is written to. `name` is of a person or an entity; null where only the seat is known. */
export interface Recipient {
  readonly name: string | null;
  /** Null: the letter is printed. */
  readonly email: string | null;
  /** What they want to be written in; null: the town's. */
  readonly language: string | null;
  /** "Vocalia de les entitats" */
  readonly seat: Title | null;
}

/** A mail to one member, from what was frozen at convening: nothing is looked up while it is composed. */
export interface Summons {
  readonly what: "notice" | "reminder" | "withdrawal";
  readonly convocation: Convocation;
  readonly town: { readonly name: Title; readonly language: string };
  readonly bodyName: Title;
  readonly recipient: Recipient;
  /** The address of the service; the body's name stands before it. */
  readonly sender: string;
  /** Where an answer by mail goes: the body's own address. */
  readonly replyTo: string | null;
  /** Where the member says whether they come; null for a cancellation. */
  readonly answerUrl: string | null;
  /** Stable: the same for every try. "<1.seat.session@town.convoca>" without the angle brackets. */
  readonly messageId: string;
  /** When the notice was decided, in milliseconds: the Date header and DTSTAMP, the same for every try. */
  readonly decidedAt: number;
}
