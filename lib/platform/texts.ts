import type { Title } from "./shapes.ts";

/** What is read, and the language it is in. */
export interface Text {
  readonly language: string;
  readonly text: string;
}

/** The text in the first of these languages that it is in, else in any: always the same one for the same text. */
export function textIn(texts: Title, languages: readonly string[]): Text {
  const language =
    languages.find((each) => texts[each] !== undefined) ?? Object.keys(texts).toSorted()[0] ?? "en";
  return { language, text: clean(texts[language] ?? "") };
}

/** The same on one line, for a title or a name. */
export function oneLine(texts: Title, languages: readonly string[]): Text {
  const { language, text } = textIn(texts, languages);
  return { language, text: line(text) };
}

/** What no input of ours lets in (shapes.ts), kept out a second time where a text leaves, on one line. */
export const cleanLine = (text: string): string => line(clean(text));

// A line break would begin a header or a property of somebody's own, a direction override would show another title
// than the one that is stored.
const clean = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n")
    .replace(/[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/gu, "");

const line = (text: string): string => text.replace(/\s+/g, " ").trim();
