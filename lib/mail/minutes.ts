import type { MinutesContent } from "../minutes/content-model.ts";
import type { Title } from "../platform/shapes.ts";
import { cleanLine, oneLine } from "../platform/texts.ts";
import { composePlain } from "./plain.ts";
import { shortDigest } from "./letter-text.ts";
import { greetingOf } from "./letter.ts";
import { minutesWords } from "./minutes-words.ts";
import type { Recipient } from "./summons.ts";
import { languagesOf, momentIn, wordsIn } from "./words.ts";

/** A mail to one member: that the minutes of a session are circulated, and where they read them. */
export interface MinutesMail {
  readonly content: Pick<MinutesContent, "type" | "title" | "start">;
  /** SHA-256 of the content. */
  readonly digest: string;
  readonly town: { readonly name: Title; readonly language: string };
  readonly bodyName: Title;
  readonly recipient: Recipient;
  /** Whether their agreement is asked for, or they may only read it. */
  readonly asks: boolean;
  /** Whoever has it reads them, and speaks for the seat. */
  readonly url: string;
  readonly sender: string;
  readonly replyTo: string | null;
  readonly messageId: string;
  /** Milliseconds since 1970. */
  readonly decidedAt: number;
}

/** The same bytes for the same mail, however often it is tried; to one member alone. The text itself stays behind the link. */
export async function composeMinutes(mail: MinutesMail): Promise<{ raw: Buffer }> {
  const { content, digest, town, bodyName, recipient, asks, url, replyTo, messageId } = mail;
  const languages = languagesOf(mail);
  const words = wordsIn(languages);
  const own = minutesWords[words.language as keyof typeof minutesWords];
  const body = oneLine(bodyName, languages).text;
  const lines = [
    oneLine(town.name, languages).text,
    body,
    "",
    greetingOf(mail, languages, words),
    "",
    own.openings[content.type],
    "",
    `${words.session}: ${oneLine(content.title, languages).text}`,
    `${words.when}: ${momentIn(words, content.start)}`,
    shortDigest(digest),
    "",
    asks ? own.asks : own.reads,
    cleanLine(url),
    "",
  ];
  return composePlain({
    from: body,
    sender: mail.sender,
    to: { name: recipient.name ?? "", email: recipient.email },
    replyTo,
    subject: `${own.subjects[content.type]}: ${body}, ${momentIn(words, content.start)}`,
    lines,
    language: words.language,
    messageId,
    decidedAt: mail.decidedAt,
  });
}
