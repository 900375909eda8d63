import type { Item, Letter, Part } from "./letter-model.ts";

/** The letter as plain text, its paragraphs an empty line apart: lines are as long as they are, readers wrap them. */
export function letterText({ town, body, greeting, opening, facts, sections }: Letter): string {
  const paragraphs = [
    `${town.text}\n${body.text}`,
    greeting,
    opening,
    facts.map(({ label, value }) => `${label}: ${value.text}`).join("\n"),
    ...sections.map(({ heading, parts }) => [heading.toUpperCase(), ...parts.map(textOf)].join("\n")),
  ];
  return `${paragraphs.join("\n\n")}\n`;
}

function textOf(part: Part): string {
  if (part.is === "prose") return part.text.text;
  if (part.is === "link") return part.url;
  if (part.is === "list") return part.items.map(({ text }) => `- ${text}`).join("\n");
  return part.items.map(itemText).join("\n");
}

function itemText({ title, description, documents }: Item, i: number): string {
  const lines = [
    ...(description === null ? [] : description.text.split("\n")),
    ...documents.flatMap(({ title: document, url, digest }) => [
      `- ${document.text}`,
      ...(url === null ? [] : [`  ${url}`]),
      ...(digest === null ? [] : [`  ${shortDigest(digest)}`]),
    ]),
  ];
  return [`${i + 1}. ${title.text}`, ...lines.map((line) => `   ${line}`)].join("\n");
}

/** Enough of it to compare by eye; the whole of it is in the convocation. */
export const shortDigest = (digest: string): string => `SHA-256 ${digest.slice(0, 16)}…`;
