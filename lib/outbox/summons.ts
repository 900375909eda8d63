import { withWholeLinks } from "../agendas/show.ts";
import { findBody } from "../bodies/store.ts";
import { findConvocation } from "../convocations/store.ts";
import { findEntity } from "../entities/store.ts";
import type { Convocation } from "../convocations/model.ts";
import { answerLink } from "../convocations/answer-link.ts";
import type { Summons } from "../mail/summons.ts";
import type { AlertMail } from "../mail/alert.ts";
import type { BookingMail } from "../mail/booking.ts";
import type { MinutesMail } from "../mail/minutes.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import { findPerson } from "../people/store.ts";
import type { Platform } from "../platform/platform.ts";
import { parseInstant } from "../platform/zone.ts";
import { holds } from "../platform/validity.ts";
import { findSeat } from "../seats/store.ts";
import { findSession } from "../sessions/store.ts";
import { memberKey } from "../ledger/store.ts";
import { textIn } from "../platform/texts.ts";
import type { OutboxEntry } from "./model.ts";

/** A mail with the address that it goes to. */
export type Addressed =
  | { readonly what: "summons"; readonly email: string; readonly summons: Summons }
  | { readonly what: "alert"; readonly email: string; readonly alert: AlertMail }
  | { readonly what: "booking"; readonly email: string; readonly booking: BookingMail }
  | { readonly what: "minutes"; readonly email: string; readonly minutes: MinutesMail };

/** Why there is nothing to send. */
export type NoMail = "superseded" | "no-address" | "left";

/** What is needed to write to a member, names and address read only now. */
export async function summonsFor(platform: Platform, entry: OutboxEntry): Promise<Addressed | NoMail> {
  const { table } = platform;
  const { municipality, session: id, n } = entry;
  const [convocation, session] = await Promise.all([
    findConvocation(table, municipality, id, n),
    findSession(table, municipality, id),
  ]);
  const hasBegun = (parseInstant(session?.startUtc ?? "") ?? 0) <= platform.clock();
  const isOver = entry.what === "reminder" && session?.status !== "convened";
  // Nobody is summoned to, or reminded of, what has begun.
  if (hasBegun && entry.what !== "withdrawal") return "superseded";
  const isReplaced = entry.what !== "withdrawal" && session?.convocations !== n;
  if (!convocation || isReplaced || isOver) return "superseded";
  if (entry.what !== "withdrawal" && !(await isMember(platform, entry, convocation))) return "left";
  const recipient = await recipientOf(platform, entry);
  if (recipient.email === null) return "no-address";
  const summons = await summonsTo(platform, convocation, entry, recipient);
  return { what: "summons", email: recipient.email, summons };
}

/** Whether it is still they who sit there on the day of the session: a seat may change hands while a mail waits. */
async function isMember(
  { table }: Pick<Platform, "table">,
  { municipality, body, seat: id, tenure }: OutboxEntry,
  { start, type }: Convocation,
): Promise<boolean> {
  if (type === "cancellation") return true;
  const seat = await findSeat(table, municipality, body, id);
  return seat !== null && seat.tenure === tenure && holds(seat, start.slice(0, 10)) !== "no";
}

/** The letter of one member, to be sent or, without an address, to be printed. */
export async function summonsTo(
  platform: Platform,
  convocation: Convocation,
  entry: Pick<OutboxEntry, "what" | "seat" | "tenure" | "channel" | "decidedAt">,
  recipient: Summons["recipient"],
): Promise<Summons> {
  const { municipality, session, n, body: bodyId, type, agenda } = convocation;
  const [town, body] = await Promise.all([
    loadMunicipality(platform.table, municipality, "eventually"),
    findBody(platform.table, municipality, bodyId),
  ]);
  const { what } = entry;
  return {
    what: what === "reminder" || what === "withdrawal" ? what : "notice",
    convocation: agenda
      ? { ...convocation, agenda: withWholeLinks(agenda, platform.publicUrl) }
      : convocation,
    town,
    bodyName: body?.name ?? town.name,
    recipient,
    sender: platform.sender,
    replyTo: body?.contact?.email ?? null,
    answerUrl:
      type === "cancellation" || what === "withdrawal"
        ? null
        : await answerLink(platform, { municipality, session, seat: entry.seat, tenure: entry.tenure }),
    messageId: `${[
      n,
      memberKey(entry),
      ...(what === "notice" && entry.decidedAt === convocation.convenedAt
        ? []
        : [what, parseInstant(entry.decidedAt) ?? 0]),
      session,
    ].join(".")}@${municipality}.convoca`,
    decidedAt: parseInstant(entry.decidedAt) ?? 0,
  };
}

/** Names and address of whoever is written to; nobody's where they were erased meanwhile. */
export async function recipientOf(
  { table }: Pick<Platform, "table">,
  { municipality, addressee, label }: Pick<OutboxEntry, "municipality" | "addressee" | "label">,
): Promise<Summons["recipient"]> {
  const nobody = { name: null, email: null, language: null, seat: label };
  if ("person" in addressee) {
    const person = await findPerson(table, municipality, addressee.person);
    return person ? { ...nobody, name: person.name, email: person.email, language: person.language } : nobody;
  }
  if (!("entity" in addressee)) return nobody;
  const entity = await findEntity(table, addressee.entity);
  const { language } = await loadMunicipality(table, municipality, "eventually");
  return entity
    ? { ...nobody, name: textIn(entity.name, [language]).text, email: entity.contact?.email ?? null }
    : nobody;
}
