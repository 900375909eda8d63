import { chainFaults } from "../../lib/ledger/chain.ts";
import { LedgerEvent } from "../../lib/ledger/model.ts";
import type { CaughtMail } from "../../lib/local/caught-mails.ts";
import type { KeyRing } from "../../lib/platform/key-ring.ts";
import { formatInstant } from "../../lib/platform/zone.ts";
import type { Row } from "./dump.ts";
import { sorted } from "./dump.ts";
import { KEYS } from "./fault-year-machine.ts";
import { shuffled } from "./fault-year-storm.ts";
import type { LivedYear } from "./fault-year.ts";
import { newMailClient } from "./mail-client.ts";
import type { Entry } from "./mail-client.ts";
import type { Random } from "./random.ts";

/** What a year left behind, without the times of day at which it came about. */
export interface Account {
  /** Each event of the ledger, by its chain. */
  readonly ledger: readonly string[];
  /** Chains that are broken. */
  readonly broken: readonly string[];
  /** Everything else in the table: sessions, convocations, outlooks, alerts, what is still in the outbox. */
  readonly rest: readonly string[];
  readonly outbox: readonly string[];
  readonly timers: readonly string[];
  /** Timers that should have run by now. */
  readonly overdue: readonly string[];
  readonly halfWritten: readonly string[];
  /** What the audit log says was done, in no order. */
  readonly deeds: readonly string[];
}

/** When something was decided, written or looked at; what is made of that, and of chance. */
const TIMES = ["salt", "at", "updatedAt", "since", "lookedAt", "convenedAt", "digest", "previous"];

/** Beside times: what only one history has, the service's id of a mail and the bytes that its times are in. */
const OF_ONE_HISTORY = [...TIMES, "bytesDigest", "messageId", "seal", "sequence"];
const CHAIN = ["municipality", "session", "n", "seat", "tenure", "channel", "event"];

/** The same, without what is called like this, however deep. */
const without = (value: unknown, names: readonly string[]): unknown => {
  if (Array.isArray(value)) return value.map((each) => without(each, names));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !names.includes(name))
      .map(([name, each]) => [name, without(each, names)]),
  );
};
const timeless = (value: unknown): unknown => without(value, TIMES);

const line = (value: unknown): string => JSON.stringify(sorted(value));
const chainOf = ({ municipality, session, n, seat, tenure, channel }: LedgerEvent): string =>
  [municipality, session, n, seat, tenure, channel].join(" ");

const eventLine = (event: LedgerEvent): string =>
  `${chainOf(event)}: ${event.event} ${line(without(event, [...OF_ONE_HISTORY, ...CHAIN]))}`;

const isIn =
  (...families: readonly string[]) =>
  ({ pk }: Row): boolean =>
    families.some((family) => pk.startsWith(`${family}#`));

/** A table as it was left, at an instant in milliseconds, and what is half-written in it. */
export interface Left {
  readonly rows: readonly Row[];
  readonly faults: readonly string[];
  readonly now: number;
  readonly ring: KeyRing;
}

export const leftBy = async ({ machine }: Pick<LivedYear, "machine">): Promise<Left> => ({
  rows: await machine.rows(),
  faults: await machine.faults(),
  now: machine.clock.now(),
  ring: KEYS,
});

export function accountOf({ rows, faults, now, ring }: Left): Account {
  const events = rows.filter(isIn("LEDGER")).map((row) => LedgerEvent.parse(row));
  const chains = Map.groupBy(events, chainOf);
  const timers = rows.filter(isIn("TIMER"));
  return {
    ledger: events.map(eventLine).toSorted(),
    broken: [...chains].flatMap(([name, chain]) =>
      [...chainFaults(chain, null, ring)].map(({ at, message }) => `${name} ${at} ${message}`),
    ),
    rest: rows
      .filter((row) => !isIn("LEDGER", "TIMER", "AUDIT", "IDEMPOTENCY")(row))
      .map((row) => line(timeless(row))),
    outbox: rows.filter(isIn("OUTBOX")).map(({ sk }) => sk),
    timers: timers.map(({ pk, sk }) => `${pk} ${sk}`),
    overdue: timers
      .filter((row) => String(row["due"]) <= formatInstant(now))
      .map(({ pk, sk }) => `${pk} ${sk}`),
    halfWritten: faults,
    deeds: rows
      .filter(isIn("AUDIT"))
      .map((deed) => line(without(deed, [...TIMES, "sk"])))
      .toSorted(),
  };
}

/** What a year's mails come to. */
export interface Post {
  readonly mails: number;
  /** Sent once more, after the service took them and we did not hear of it. */
  readonly doubles: number;
  /** Message-IDs whose mails are not the same to the byte. */
  readonly unlike: readonly string[];
  /** By Message-ID, and Date: the bytes. */
  readonly bytes: ReadonlyMap<string, string>;
}

const headerOf = (mail: CaughtMail, name: string): string =>
  new RegExp(`^${name}:\\s+(.+)`, "im").exec(Buffer.from(mail.raw).toString("latin1"))?.[1] ?? "";

const bytesOf = ({ to, raw }: CaughtMail): string => `${to} ${Buffer.from(raw).toString("latin1")}`;

export function postOf(mails: readonly CaughtMail[]): Post {
  const groups = Map.groupBy(mails, (mail) => headerOf(mail, "Message-ID"));
  return {
    mails: mails.length,
    doubles: mails.length - groups.size,
    unlike: [...groups].filter(([, all]) => new Set(all.map(bytesOf)).size > 1).map(([id]) => id),
    bytes: new Map(
      mails.map((mail) => [`${headerOf(mail, "Message-ID")} ${headerOf(mail, "Date")}`, bytesOf(mail)]),
    ),
  };
}

/** Of what secretaries were told by mail, and who they are: the code is the beginning of the Message-ID. */
export const alertsIn = (mails: readonly CaughtMail[]): string[] =>
  mails
    .filter(({ tags }) => tags["what"] === "alert")
    .map((mail) => `${/^<?([a-z-]+)\./.exec(headerOf(mail, "Message-ID"))?.[1]} ${mail.to}`)
    .toSorted();

type Calendar = Readonly<Record<string, Omit<Entry, "stamp">>>;

/** What is in each member's calendar when all mails came in, in any order, each twice. */
export function calendarsOf(all: readonly CaughtMail[], random: Random): Record<string, Calendar> {
  const mails = all.filter(({ tags }) => tags["what"] !== "alert");
  const byAddress = Map.groupBy(shuffled([...mails, ...mails], random), ({ to }) => to);
  return Object.fromEntries(
    [...byAddress]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([address, own]) => {
        const client = newMailClient();
        for (const { raw } of own) client.receiveMail(raw);
        const entries = [...client.entries].toSorted(([a], [b]) => (a < b ? -1 : 1));
        return [address, without(Object.fromEntries(entries), ["stamp"]) as Calendar];
      }),
  );
}

/** What one has more often, or less often, than the other: nothing when both are the same in any order. */
export function differences(one: readonly string[], other: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const each of one) counts.set(each, (counts.get(each) ?? 0) + 1);
  for (const each of other) counts.set(each, (counts.get(each) ?? 0) - 1);
  return [...counts].flatMap(([each, n]) => (n === 0 ? [] : [`${n > 0 ? "+" : ""}${n} ${each}`]));
}
