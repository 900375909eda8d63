import { formatCivil, parseCivil, parseDuration } from "../platform/civil.ts";
import type { Title } from "../platform/shapes.ts";
import type { Session, Slot } from "../sessions/model.ts";

export interface Text {
  readonly language: string;
  readonly text: string;
}

/** The text in the first of these languages that it is in, else in any: always the same one for the same text. */
function textIn(texts: Title, languages: readonly string[]): Text {
  const language =
    languages.find((each) => texts[each] !== undefined) ?? Object.keys(texts).toSorted()[0] ?? "en";
  return { language, text: clean(texts[language] ?? "") };
}

/** The same on one line, for a title or a name. */
export function oneLine(texts: Title, languages: readonly string[]): Text {
  const { language, text } = textIn(texts, languages);
  return { language, text: line(text) };
}

// What no input of ours lets in (shapes.ts), kept out here a second time: a line break would begin a property of
// somebody's own, a direction override would show another title than the one that is stored.
const clean = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n")
    .replace(/[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/gu, "");

const line = (text: string): string => text.replace(/\s+/g, " ").trim();

const WORDS = {
  ca: { holiday: "Festiu", open: "lliure" },
  en: { holiday: "Holiday", open: "open" },
  es: { holiday: "Festivo", open: "libre" },
  it: { holiday: "Festività", open: "libero" },
} as const;

const isWorded = (language: string): language is keyof typeof WORDS => Object.hasOwn(WORDS, language);

/** The slots with their parties, and the holiday that a session falls on; null when there is neither. */
export function descriptionOf({ slots, holiday }: Session, languages: readonly string[]): Text | null {
  const language = languages.find(isWorded) ?? "en";
  const words = WORDS[language];
  const lines = [
    ...(holiday ? [`${words.holiday}: ${oneLine(holiday.name, languages).text}`] : []),
    ...slots.map(
      (slot) => `${hoursOf(slot)} ${slot.for === null ? `(${words.open})` : line(clean(slot.for))}`,
    ),
  ];
  return lines.length > 0 ? { language, text: lines.join("\n") } : null;
}

/** "11:30-11:45" */
function hoursOf({ at, duration }: Slot): string {
  const end = (parseCivil(`1970-01-01T${at}`) ?? 0) + (parseDuration(duration) ?? 0);
  return `${at}-${formatCivil(end).slice(11, 16)}`;
}
