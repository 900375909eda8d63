import { formatCivil, parseCivil, parseDuration } from "../platform/civil.ts";
import { cleanLine, oneLine } from "../platform/texts.ts";
import type { Text } from "../platform/texts.ts";
import type { Session } from "../sessions/model.ts";
import type { Slot } from "../sessions/slot-model.ts";

const WORDS = {
  ca: { holiday: "Festiu", open: "lliure", reserved: "reservat" },
  en: { holiday: "Holiday", open: "open", reserved: "reserved" },
  es: { holiday: "Festivo", open: "libre", reserved: "reservado" },
  it: { holiday: "Festività", open: "libero", reserved: "riservato" },
} as const;

const isWorded = (language: string): language is keyof typeof WORDS => Object.hasOwn(WORDS, language);

/** The slots with their parties, and the holiday that a session falls on; null when there is neither. */
export function descriptionOf({ slots, holiday }: Session, languages: readonly string[]): Text | null {
  const language = languages.find(isWorded) ?? "en";
  const words = WORDS[language];
  const lines = [
    ...(holiday ? [`${words.holiday}: ${oneLine(holiday.name, languages).text}`] : []),
    ...slots.map((slot) => `${hoursOf(slot)} ${whoseOf(slot, words)}`),
  ];
  return lines.length > 0 ? { language, text: lines.join("\n") } : null;
}

/** Whose a private one is, a calendar for everyone does not say. */
function whoseOf(slot: Slot, words: { readonly open: string; readonly reserved: string }): string {
  if (slot.private || (slot.for === null && slot.party !== null)) return `(${words.reserved})`;
  return slot.for === null ? `(${words.open})` : cleanLine(slot.for);
}

/** "11:30-11:45" */
function hoursOf({ at, duration }: Slot): string {
  const end = (parseCivil(`1970-01-01T${at}`) ?? 0) + (parseDuration(duration) ?? 0);
  return `${at}-${formatCivil(end).slice(11, 16)}`;
}
