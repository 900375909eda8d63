import type { z } from "zod";
import type { SessionKind } from "../sessions/id-model.ts";

/** What a letter is about. */
export type Occasion = "convocation" | "change" | "cancellation" | "reminder" | "withdrawal";

/** A date and hour of the clock on the wall, to be put in words: `weekday` and `month` are already. */
interface Moment {
  readonly weekday: string;
  readonly dayOfMonth: number;
  readonly month: string;
  readonly year: number;
  /** "18:30" */
  readonly time: string;
}

/** The words of letters in one language, in the register that its administrations write in. */
export interface Words {
  readonly language: string;
  /** Monday first. */
  readonly weekdays: readonly string[];
  readonly months: readonly string[];
  readonly moment: (moment: Moment) => string;
  /** What stands before the body's name in a subject. */
  readonly subjects: Readonly<Record<Occasion, string>>;
  /** Before the name of whom it is for. */
  readonly attention: string;
  /** To somebody of whom not even the seat is known. */
  readonly salutation: string;
  readonly kinds: Readonly<Record<z.infer<typeof SessionKind>, string>>;
  readonly openings: Readonly<Record<Occasion, (kind: string) => string>>;
  readonly session: string;
  readonly when: string;
  readonly timeZone: string;
  readonly duration: string;
  readonly place: string;
  readonly secondCall: string;
  readonly ifNoQuorum: string;
  readonly reason: string;
  readonly urgency: string;
  readonly reasons: string;
  readonly agenda: string;
  readonly documentsAt: string;
  readonly conditions: string;
  readonly connection: string;
  readonly places: string;
  readonly answer: string;
  /** What stands before the link; whoever has it can answer. */
  readonly answerHere: string;
  readonly order: string;
  readonly orderedBy: Readonly<Record<"president" | "mayor" | "law", string>>;
}
