import type { Missing } from "../agendas/model.ts";
import type { AlertCode } from "../convocations/outlook-model.ts";
import type { Title } from "../platform/shapes.ts";
import { cleanLine, oneLine } from "../platform/texts.ts";
import { composePlain } from "./plain.ts";
import { alertWords } from "./alert-words.ts";
import { momentIn, wordsIn } from "./words.ts";

/** A mail that tells a secretary what is to be looked at. */
export interface AlertMail {
  readonly code: AlertCode;
  readonly bodyName: Title;
  readonly title: Title;
  /** Of the session, and the last moment in time, on the clock of its place. */
  readonly start: string;
  readonly until: string | null;
  readonly missing: readonly Missing[];
  readonly url: string;
  readonly language: string | null;
  readonly townLanguage: string;
  readonly email: string;
  readonly sender: string;
  readonly messageId: string;
  /** Milliseconds since 1970. */
  readonly decidedAt: number;
}

/** The same bytes for the same alert, however often it is tried. */
export async function composeAlert(alert: AlertMail): Promise<{ raw: Buffer }> {
  const { code, bodyName, title, start, until, missing, url, language, townLanguage, messageId } = alert;
  const languages = [...(language === null ? [] : [language]), townLanguage];
  const words = wordsIn(languages);
  const own = alertWords[words.language as keyof typeof alertWords];
  const [subject, text] = own.codes[code];
  const body = oneLine(bodyName, languages).text;
  const lines = [
    `${body}: ${oneLine(title, languages).text}, ${momentIn(words, start)}`,
    "",
    text.replace("{until}", until === null ? "-" : momentIn(words, until)),
    ...(missing.length > 0 ? ["", `${own.missing}:`] : []),
    ...missing.map(({ message, rule }) => cleanLine(`- ${message}${rule === null ? "" : ` (${rule})`}`)),
    "",
    `${own.where}: ${url}`,
    "",
  ];
  return composePlain({
    from: body,
    sender: alert.sender,
    to: { name: "", email: alert.email },
    subject: `${subject}: ${body}`,
    lines,
    language: words.language,
    messageId,
    decidedAt: alert.decidedAt,
  });
}
