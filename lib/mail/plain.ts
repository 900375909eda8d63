import { createHash } from "node:crypto";
import MailComposer from "nodemailer/lib/mail-composer";
import { addressOf, nameInHeader } from "./address.ts";

/** A mail of text alone, or with an invitation beside it. */
export interface PlainMail {
  /** In whose name the sender writes. */
  readonly from: string;
  readonly sender: string;
  readonly to: { readonly name: string; readonly email: string | null };
  readonly replyTo?: string | null;
  readonly subject: string;
  readonly lines: readonly string[];
  readonly language: string;
  readonly messageId: string;
  /** Milliseconds since 1970. */
  readonly decidedAt: number;
  readonly calendar?: { readonly method: "REQUEST" | "CANCEL"; readonly content: string };
}

/** The same bytes for the same mail, however often it is tried; to one address alone. */
export async function composePlain(mail: PlainMail): Promise<{ raw: Buffer }> {
  const { from, sender, to, replyTo = null, subject, lines, language, messageId, decidedAt, calendar } = mail;
  const composer = new MailComposer({
    from: { name: nameInHeader(from), address: addressOf(sender) },
    to: { name: nameInHeader(to.name), address: addressOf(to.email) },
    ...(replyTo === null ? {} : { replyTo: { name: "", address: addressOf(replyTo) } }),
    subject: nameInHeader(subject),
    messageId: `<${messageId}>`,
    date: new Date(decidedAt),
    headers: { "Auto-Submitted": "auto-generated", "Content-Language": language },
    text: { content: lines.join("\r\n"), contentTransferEncoding: "quoted-printable" },
    ...(calendar && {
      alternatives: [
        {
          contentType: `text/calendar; charset=utf-8; method=${calendar.method}`,
          contentTransferEncoding: "base64" as const,
          content: calendar.content,
        },
      ],
    }),
    boundaryPrefix: "=_",
    baseBoundary: createHash("sha256").update(messageId).digest("hex").slice(0, 24),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return { raw: await composer.compile().build() };
}
