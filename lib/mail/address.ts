import * as z from "zod";
import { MailRefused } from "../platform/mail.ts";
import { cleanLine } from "../platform/texts.ts";

const Address = z.email().max(254); // RFC 5321 4.5.3.1.3, without the angle brackets

/**
 * An address as it may stand in a header and in a `mailto:` without any quoting: one of letters, digits and a few marks,
 * which is what people are taken in with (people/input-model.ts). Anything else could be read as two, or as a header.
 */
export function addressOf(email: string | null): string {
  const { success } = Address.safeParse(email);
  if (!success || email === null) throw new MailRefused("a mail needs one address, of a person or a service");
  return email;
}

/**
 * A name as a header may show it: no encoded word of somebody's own (RFC 2047), which readers would decode to another name,
 * and as long as any that is taken in: a word cannot be folded, and a line holds 998 octets (RFC 5322 2.1.1).
 */
export const nameInHeader = (name: string): string =>
  cleanLine(name)
    .replace(/=+\?/g, "?")
    .slice(0, 200)
    .replace(/\p{Cs}$/u, "");
