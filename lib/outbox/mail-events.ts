import * as z from "zod";
import { append, MAIL_SERVICE } from "../ledger/append.ts";
import type { ChainOf, EventName, Facts } from "../ledger/model.ts";
import { loadChain } from "../ledger/store.ts";
import { currentOf } from "../ledger/chain.ts";
import { findConvocation } from "../convocations/store.ts";
import type { ServiceEvent } from "../platform/listener.ts";
import type { Platform } from "../platform/platform.ts";
import { formatInstant } from "../platform/zone.ts";
import { ontoPaper } from "./drop.ts";

/** As much as is read of what SES publishes about a mail. */
const MailEvent = z.object({
  eventType: z.string(),
  mail: z.object({ messageId: z.string(), tags: z.record(z.string(), z.array(z.string())) }),
  bounce: z.object({ bounceType: z.string() }).optional(),
});

const EVENTS: Readonly<Record<string, EventName>> = {
  Delivery: "delivered",
  Bounce: "bounced",
  Complaint: "complained",
  Reject: "refused",
};

/** Puts on record what became of a mail. What comes back for good goes on paper, and the secretary is told. */
export async function recordMailEvent({ detail }: ServiceEvent, platform: Platform): Promise<void> {
  const { success, data } = MailEvent.safeParse(detail);
  const event = success ? EVENTS[data.eventType] : undefined;
  const of = success ? chainIn(data.mail.tags) : null;
  if (!success || !event || !of) return; // of a kind that nothing follows from, or of no notice of ours
  const { messageId } = data.mail;
  const isTransient = data.bounce?.bounceType === "Transient";
  const facts: Facts = {
    event,
    at: formatInstant(platform.clock()),
    by: MAIL_SERVICE,
    messageId,
    ...(data.bounce && { code: data.bounce.bounceType }),
  };
  const chain = await loadChain(platform.table, of);
  const [first] = chain;
  const last = chain.at(-1);
  // A mail that was sent twice after a lost answer is one notice: what became of it is recorded once.
  const isKnown = currentOf(chain).some((each) => each.event === event);
  if (!first?.addressee || !last || isKnown) return;
  // An answer of a mailbox that took it (a holiday notice) comes as a bounce, too. Else the service has given up: it
  // tells of a passing failure only when it tries no more.
  const isAnswer = isTransient && chain.some((each) => each.event === "delivered");
  if (isAnswer) return;
  const isLost = event === "bounced" || event === "refused";
  const body = isLost
    ? (await findConvocation(platform.table, of.municipality, of.session, of.n))?.body
    : undefined;
  const { addressee, lastLawfulMoment = null } = first;
  const onPaper =
    body === undefined ? [] : await ontoPaper(platform, { ...of, body, addressee, lastLawfulMoment });
  await append(platform, of, last, facts, onPaper);
}

/** Which notice a mail was, by the tags that it was sent with; null: a mail about something else. */
function chainIn(tags: Readonly<Record<string, readonly string[]>>): ChainOf | null {
  const [what, town, session, n, seat, tenure] = ["what", "town", "session", "n", "seat", "tenure"].map(
    (name) => tags[name]?.[0],
  );
  if (what !== "notice" || !town || !session || !seat) return null;
  return { municipality: town, session, n: Number(n), seat, tenure: Number(tenure), channel: "mail" };
}
