import { createHash } from "node:crypto";
import { append, MAIL_SERVICE } from "../ledger/append.ts";
import type { Facts } from "../ledger/model.ts";
import { composeBooking } from "../mail/booking.ts";
import { composeMail } from "../mail/compose.ts";
import { composeMinutes } from "../mail/minutes.ts";
import { carryOut } from "../platform/commit.ts";
import { seal } from "../platform/key-ring.ts";
import { MailDelayed, MailRefused } from "../platform/mail.ts";
import type { Platform } from "../platform/platform.ts";
import { formatInstant, parseInstant } from "../platform/zone.ts";
import { Refusal, unlessRefused } from "../errors.ts";
import type { Key } from "../table.ts";
import { composeAlert } from "../mail/alert.ts";
import type { OutboxEntry } from "./model.ts";
import { giveUp, leave, supersede, withhold } from "./drop.ts";
import { findEntry, putEntry, removeEntry } from "./store.ts";
import { summonsFor } from "./summons.ts";
import type { Addressed, NoMail } from "./summons.ts";
import { alertFor } from "./alert-for.ts";
import { bookingFor } from "./booking-for.ts";
import { minutesFor } from "./minutes-for.ts";

const LEASE_MILLISECONDS = 120_000; // longer than any function of ours runs on a mail
const MOST_WAIT_MILLISECONDS = 15 * 60_000;

/**
 * Sends what an outbox entry stands for, if it is still to be sent and nobody else has it in hand: leased, composed,
 * sent, on record. A crash between the sending and the record may send it once more, recognisably the same.
 */
export async function sendEntry(key: Key, platform: Platform): Promise<void> {
  const found = await findEntry(platform.table, key);
  const now = platform.clock();
  if (!found || (found.notBefore !== null && (parseInstant(found.notBefore) ?? 0) > now)) return;
  const entry = await lease(platform, found, now);
  if (!entry) return;
  const mail = await mailFor(platform, entry);
  if (mail === "superseded") return supersede(platform, entry);
  if (mail === "left") return leave(platform, entry);
  // What would be late is not sent as if it were not, however it came to be late.
  if (entry.what === "notice" && isLate(entry, now)) return withhold(platform, entry);
  if (mail === "no-address") return giveUp(platform, entry, "no-address");
  await dispatch(platform, entry, mail);
}

function mailFor(platform: Platform, entry: OutboxEntry): Promise<Addressed | NoMail> {
  if (entry.what === "alert") return alertFor(platform, entry);
  if (entry.what === "minutes") return minutesFor(platform, entry);
  return entry.what === "booking" ? bookingFor(platform, entry) : summonsFor(platform, entry);
}

function composed(of: Addressed): Promise<{ raw: Buffer }> {
  if (of.what === "alert") return composeAlert(of.alert);
  if (of.what === "minutes") return composeMinutes(of.minutes);
  return of.what === "booking" ? composeBooking(of.booking) : composeMail(of.summons);
}

const isLate = ({ lastLawfulMoment }: OutboxEntry, now: number): boolean =>
  lastLawfulMoment !== null && now > (parseInstant(lastLawfulMoment) ?? 0);

/** Only one function at a time has an entry in hand; null: another was faster. */
async function lease(platform: Platform, entry: OutboxEntry, now: number): Promise<OutboxEntry | null> {
  const leased = {
    ...entry,
    attempts: entry.attempts + 1,
    notBefore: formatInstant(now + LEASE_MILLISECONDS),
    version: entry.version + 1,
  };
  try {
    await carryOut(platform.table, [putEntry(leased, entry.version)]);
    return leased;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

async function dispatch(platform: Platform, entry: OutboxEntry, of: Addressed): Promise<void> {
  const tags = {
    town: entry.municipality,
    session: entry.session,
    n: String(entry.n),
    seat: entry.seat,
    tenure: String(entry.tenure),
    what: entry.what,
  };
  try {
    const { raw } = await composed(of);
    const { messageId } = await platform.mail.send({ from: platform.sender, to: of.email, raw, tags });
    const sent: Facts = {
      event: EVENTS[entry.what],
      at: formatInstant(platform.clock()),
      by: MAIL_SERVICE,
      messageId,
      bytesDigest: createHash("sha256").update(raw).digest("hex"),
      addressSeal: seal(await platform.keys(), "address", of.email.toLowerCase()),
    };
    await onRecord(platform, entry, sent);
  } catch (error) {
    // Someone else has it in hand by now: what they do counts.
    if (error instanceof Refusal && error.code === "wrong-state") return;
    if (error instanceof MailRefused) return giveUp(platform, entry, "refused");
    if (error instanceof MailDelayed) return wait(platform, entry);
    throw error;
  }
}

const EVENTS = {
  notice: "sent",
  reminder: "reminded",
  withdrawal: "sent",
  alert: "sent",
  booking: "sent",
  minutes: "sent",
} as const;

const MOST_ATTEMPTS = 60; // most of a day, at a quarter of an hour each

/** The mail has gone: its entry goes, and its chain says so. */
const onRecord = (platform: Platform, entry: OutboxEntry, facts: Facts): Promise<void> =>
  entry.head
    ? append(platform, entry, entry.head, facts, [removeEntry(entry)])
    : carryOut(platform.table, [removeEntry(entry)]);

/** Tried again later: at first soon, then ever more slowly, and not all at the same time. */
async function wait(platform: Platform, entry: OutboxEntry): Promise<void> {
  // A notice ends with its term, or the session's beginning; nothing ends what is told beside.
  if (entry.what !== "notice" && entry.attempts >= MOST_ATTEMPTS) return giveUp(platform, entry, "delayed");
  const longest = Math.min(MOST_WAIT_MILLISECONDS, 15_000 * 2 ** entry.attempts);
  const notBefore = formatInstant(platform.clock() + longest * (0.5 + platform.random() / 2));
  const waiting = { ...entry, notBefore, version: entry.version + 1 };
  await carryOut(platform.table, [putEntry(waiting, entry.version)]).catch(unlessRefused);
}
