import { civilDate, dayOfCivil, formatCivil, parseCivil, weekday } from "../platform/civil.ts";
import type { Summons } from "./summons.ts";
import { ca } from "./words-ca.ts";
import { en } from "./words-en.ts";
import { es } from "./words-es.ts";
import { it } from "./words-it.ts";
import type { Words } from "./words-model.ts";

const WORDS = { ca, es, it, en } as const satisfies Readonly<Record<string, Words>>;

const isWorded = (language: string): language is keyof typeof WORDS => Object.hasOwn(WORDS, language);

/** Theirs, then the town's; "ca-ES" is read in "ca" too. */
export const languagesOf = ({ recipient, town }: Pick<Summons, "recipient" | "town">): string[] =>
  [recipient.language, town.language].flatMap((tag) => (tag === null ? [] : [tag, tag.replace(/-.*/, "")]));

/** In the first of these languages that letters are written in, else in English. */
export const wordsIn = (languages: readonly string[]): Words => WORDS[languages.find(isWorded) ?? "en"];

/** "divendres, 15 de gener de 2027, 18.30 h": written out by hand, for Intl takes 12 ms to wake up. */
export function momentIn({ moment, weekdays, months }: Words, start: string): string {
  const civil = parseCivil(start);
  // Convocations have an hour (LocalDateTime); a start that is none is shown as it stands.
  if (civil === null) return start;
  const day = dayOfCivil(civil);
  const { year, month, dayOfMonth } = civilDate(day);
  return moment({
    weekday: weekdays[weekday(day)] ?? "",
    dayOfMonth,
    month: months[month - 1] ?? "",
    year,
    time: formatCivil(civil).slice(11, 16),
  });
}
