import { findBody } from "../bodies/store.ts";
import { memberKey } from "../ledger/store.ts";
import type { MinutesMail } from "../mail/minutes.ts";
import { awaitedOf } from "../minutes/conformity.ts";
import { minutesLink } from "../minutes/link.ts";
import { findMinutes } from "../minutes/store.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import type { Platform } from "../platform/platform.ts";
import { parseInstant } from "../platform/zone.ts";
import { findSeat } from "../seats/store.ts";
import type { OutboxEntry } from "./model.ts";
import { recipientOf } from "./summons.ts";
import type { NoMail } from "./summons.ts";

/** What is needed to tell a member of circulated minutes, names and address read only now. */
export async function minutesFor(
  platform: Platform,
  entry: OutboxEntry,
): Promise<{ readonly what: "minutes"; readonly email: string; readonly minutes: MinutesMail } | NoMail> {
  const { table, sender } = platform;
  const { municipality, session, n, body: bodyId, seat, tenure, decidedAt } = entry;
  const [town, body, minutes, held] = await Promise.all([
    loadMunicipality(table, municipality, "eventually"),
    findBody(table, municipality, bodyId),
    findMinutes(table, municipality, session, n),
    findSeat(table, municipality, bodyId, seat),
  ]);
  if (minutes?.status !== "circulated") return "superseded";
  // Whoever follows on the seat was no member on the day of the session.
  if (held?.tenure !== tenure) return "left";
  const recipient = await recipientOf(platform, entry);
  if (recipient.email === null) return "no-address";
  return {
    what: "minutes",
    email: recipient.email,
    minutes: {
      content: minutes.content,
      digest: minutes.digest,
      town,
      bodyName: body?.name ?? town.name,
      recipient,
      asks: awaitedOf(minutes).includes(seat),
      url: await minutesLink(platform, { municipality, session, n, seat, tenure }),
      sender,
      replyTo: body?.contact?.email ?? town.contact?.email ?? null,
      messageId: `minutes.${n}.${memberKey(entry)}.${session}@${municipality}.convoca`,
      decidedAt: parseInstant(decidedAt) ?? 0,
    },
  };
}
