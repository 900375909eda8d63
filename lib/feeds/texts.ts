import { formatCivil, parseCivil, parseDuration } from "../platform/civil.ts";
import { cleanLine, oneLine } from "../platform/texts.ts";
import type { Text } from "../platform/texts.ts";
import type { Session, Slot } from "../sessions/model.ts";

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
    ...slots.map((slot) => `${hoursOf(slot)} ${slot.for === null ? `(${words.open})` : cleanLine(slot.for)}`),
  ];
  return lines.length > 0 ? { language, text: lines.join("\n") } : null;
}

/** "11:30-11:45" */
function hoursOf({ at, duration }: Slot): string {
  const end = (parseCivil(`1970-01-01T${at}`) ?? 0) + (parseDuration(duration) ?? 0);
  return `${at}-${formatCivil(end).slice(11, 16)}`;
}
