import type { HtmlEscapedString } from "hono/utils/html";
import type { Text } from "../platform/texts.ts";
import type { Enclosure, Item, Letter, Part } from "./letter-model.ts";
import { shortDigest } from "./letter-text.ts";
import { markup } from "../platform/page.ts";

/** The letter as markup without any style of its own: a mail and a page frame it each in their way. */
export function letterMarkup(letter: Letter): HtmlEscapedString {
  const { town, body, greeting, opening, facts, sections } = letter;
  const say = sayIn(letter.language);
  return markup`<main>
<p>${say(town)}</p>
<h1>${say(body)}</h1>
<p>${greeting}</p>
<p>${opening}</p>
<dl>
${facts.map(({ label, value }) => markup`<dt>${label}</dt><dd>${say(value)}</dd>\n`)}</dl>
${sections.map(
  ({ heading, parts }) => markup`<section>
<h2>${heading}</h2>
${parts.map((part) => partMarkup(part, say))}</section>
`,
)}</main>`;
}

type Say = (text: Text) => HtmlEscapedString;

/** What others wrote: in its own language for who hears it read (WCAG 2.2, 3.1.2), in its own direction, its line breaks kept. */
const sayIn =
  (language: string): Say =>
  (text) => {
    const lines = text.text.split("\n").map((line, i) => (i === 0 ? line : [markup`<br>\n`, line]));
    return text.language === language
      ? markup`<bdi>${lines}</bdi>`
      : markup`<bdi lang="${text.language}">${lines}</bdi>`;
  };

function partMarkup(part: Part, say: Say): HtmlEscapedString {
  if (part.is === "prose") return markup`<p>${say(part.text)}</p>\n`;
  if (part.is === "link") return markup`<p>${link(part.url)}</p>\n`;
  if (part.is === "list")
    return markup`<ul>\n${part.items.map((item) => markup`<li>${say(item)}</li>\n`)}</ul>\n`;
  return markup`<ol>\n${part.items.map((item) => itemMarkup(item, say))}</ol>\n`;
}

const itemMarkup = ({ title, description, documents }: Item, say: Say) =>
  markup`<li><strong>${say(title)}</strong>
${description === null ? "" : markup`<p>${say(description)}</p>\n`}${
    documents.length === 0 ? "" : markup`<ul>\n${documents.map((each) => enclosure(each, say))}</ul>\n`
  }</li>\n`;

const enclosure = ({ title, url, digest }: Enclosure, say: Say) =>
  markup`<li>${say(title)}${url === null ? "" : markup`<br>\n${link(url)}`}${
    digest === null ? "" : markup`<br>\n<code>${shortDigest(digest)}</code>`
  }</li>\n`;

/** Readable on paper. Only the web is linked to: a stored `javascript:` would be somebody's own program. */
const link = (url: string): HtmlEscapedString =>
  /^https?:\/\//i.test(url) ? markup`<a href="${url}">${url}</a>` : markup`${url}`;
