import { createHash } from "node:crypto";
import MailComposer from "nodemailer/lib/mail-composer";
import { addressOf, nameInHeader } from "./address.ts";
import { invitationOf, methodOf } from "./invitation.ts";
import { letterMarkup } from "./letter-html.ts";
import type { Letter } from "./letter-model.ts";
import { letterText } from "./letter-text.ts";
import { letterOf } from "./letter.ts";
import { markup } from "../platform/page.ts";
import type { Summons } from "./summons.ts";

/**
 * A mail as the bytes that leave (RFC 5322), the same for the same summons, however often it is tried. To one member alone.
 * The invitation is an alternative, as RFC 6047 2.4 has it, and the last one: a calendar takes it, another reader the HTML.
 */
export async function composeMail(summons: Summons): Promise<{ raw: Buffer; subject: string }> {
  const { sender, replyTo, recipient, messageId, decidedAt, what } = summons;
  const letter = letterOf(summons);
  const mail = new MailComposer({
    from: { name: nameInHeader(letter.body.text), address: addressOf(sender) },
    to: { name: nameInHeader(recipient.name ?? ""), address: addressOf(recipient.email) },
    ...(replyTo === null ? {} : { replyTo: { name: "", address: addressOf(replyTo) } }),
    subject: letter.subject,
    messageId: `<${messageId}>`,
    date: new Date(decidedAt),
    // RFC 3834 5: so that no holiday notice answers it.
    headers: { "Auto-Submitted": "auto-generated", "Content-Language": letter.language },
    text: { content: crlf(letterText(letter)), contentTransferEncoding: "quoted-printable" },
    html: { content: crlf(mailHtml(letter)), contentTransferEncoding: "quoted-printable" },
    alternatives: what === "reminder" ? [] : [invitationPart(summons)],
    // What cannot stand in quoted-printable (RFC 2045 6.7) nor in base64: no text can end its part.
    boundaryPrefix: "=_",
    baseBoundary: createHash("sha256").update(messageId).digest("hex").slice(0, 24),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return { raw: await mail.compile().build(), subject: letter.subject };
}

const invitationPart = (summons: Summons) => ({
  contentType: `text/calendar; charset=utf-8; method=${methodOf(summons)}`,
  // Its own folding survives whatever is done to the lines of a text on the way.
  contentTransferEncoding: "base64" as const,
  content: invitationOf(summons),
});

/** RFC 2046 4.1.1. */
const crlf = (text: string): string => text.replaceAll("\n", "\r\n");

const mailHtml = (letter: Letter): string =>
  String(markup`<!doctype html>
<html lang="${letter.language}">
<head><meta charset="utf-8"><title>${letter.subject}</title></head>
<body style="font-family: system-ui, sans-serif; line-height: 1.5; max-width: 42rem; margin: 0 auto; padding: 1rem">
${letterMarkup(letter)}
</body>
</html>
`);
