import { momentIn, wordsIn } from "../mail/words.ts";
import { formatCivil } from "../platform/civil.ts";
import type { Title } from "../platform/shapes.ts";
import { textIn } from "../platform/texts.ts";
import { civilOf, parseInstant } from "../platform/zone.ts";
import type { MinutesMember } from "./content-model.ts";
import { ca } from "./words-ca.ts";
import { en } from "./words-en.ts";
import { es } from "./words-es.ts";
import { it } from "./words-it.ts";
import type { MinutesWords } from "./words-model.ts";

const WORDS = { ca, es, it, en } as const satisfies Readonly<Record<string, MinutesWords>>;

/** A language to write minutes in: its words, and how texts, hours and seats are said in it. */
export interface Voice {
  readonly language: string;
  readonly words: MinutesWords;
  readonly text: (texts: Title) => string;
  /** An instant on the clock of the session's place; "-" where there is none. */
  readonly at: (instant: string | null) => string;
  /** A local time. */
  readonly local: (start: string) => string;
  /** A seat by its own name, else its role, with the entity that holds it. */
  readonly seat: (member: Pick<MinutesMember, "role" | "label"> & Partial<MinutesMember>) => string;
}

/** The voice in the first of these languages that there are words in, else in English. */
export function voiceIn(languages: readonly string[], zone: string): Voice {
  const letter = wordsIn(languages);
  const words = WORDS[letter.language as keyof typeof WORDS];
  const text = (texts: Title): string => textIn(texts, languages).text;
  return {
    language: letter.language,
    words,
    text,
    at: (instant) => {
      const at = parseInstant(instant ?? "");
      return at === null ? "-" : momentIn(letter, formatCivil(civilOf(at, zone)));
    },
    local: (start) => momentIn(letter, start),
    seat: ({ role, label, entity }) =>
      `${label ? text(label) : words.roles[role]}${entity ? ` (${entity.id})` : ""}`,
  };
}
