import { bodyPartition, join, nth, PAST } from "./parts.ts";
import type { Key } from "./parts.ts";

/** The channel of a notice, and of its chain in the ledger. */
type Chain = readonly [member: string, channel: string];

const ledgerPartition = (town: string, session: string): string => join("LEDGER", town, session);
const sessionPartition = (town: string, session: string): string => join("SESSION", town, session);

/** Keys of what a session is convened with: agenda, convocations, answers, mail that leaves, proof that it did. */
export const convocationKeys = {
  /** That members of a body asked for a session: behind what its page shows. */
  request: (town: string, body: string, on: string, session: string): Key => ({
    pk: bodyPartition(town, body),
    sk: join(`${PAST}REQUEST`, on, session),
  }),
  requestsOf: (town: string, body: string, year: string) => ({
    pk: bodyPartition(town, body),
    prefix: join(`${PAST}REQUEST`, year),
  }),
  agenda: (town: string, session: string): Key => ({ pk: sessionPartition(town, session), sk: "AGENDA" }),
  convocation: (town: string, session: string, n: number): Key => ({
    pk: sessionPartition(town, session),
    sk: join("CONVOCATION", nth(n)),
  }),
  convocationsOf: (town: string, session: string) => ({
    pk: sessionPartition(town, session),
    prefix: join("CONVOCATION", ""),
  }),
  answer: (town: string, session: string, seat: string): Key => ({
    pk: sessionPartition(town, session),
    sk: join("ANSWER", seat),
  }),
  answersOf: (town: string, session: string) => ({
    pk: sessionPartition(town, session),
    prefix: join("ANSWER", ""),
  }),
  outlook: (town: string, session: string): Key => ({ pk: sessionPartition(town, session), sk: "OUTLOOK" }),
  alert: (town: string, session: string, code: string): Key => ({
    pk: join("ALERTS", town),
    sk: join(session, code),
  }),
  alertsOf: (town: string, session?: string) => ({
    pk: join("ALERTS", town),
    ...(session !== undefined && { prefix: join(session, "") }),
  }),
  outbox: (town: string, session: string, n: number, [member, channel]: Chain, what: string): Key => ({
    pk: join("OUTBOX", town),
    sk: join(session, nth(n), member, channel, what),
  }),
  outboxOf: (town: string, session: string, n: number) => ({
    pk: join("OUTBOX", town),
    prefix: join(session, nth(n), ""),
  }),
  outboxOfTown: (town: string) => ({ pk: join("OUTBOX", town) }),
  ledger: (town: string, session: string, n: number, [member, channel]: Chain, sequence: number): Key => ({
    pk: ledgerPartition(town, session),
    sk: join(nth(n), member, channel, nth(sequence)),
  }),
  chain: (town: string, session: string, n: number, [member, channel]: Chain) => ({
    pk: ledgerPartition(town, session),
    prefix: join(nth(n), member, channel, ""),
  }),
  ledgerOfSession: (town: string, session: string) => ({ pk: ledgerPartition(town, session) }),
  /** All that is on record about one version, member by member. */
  ledgerOf: (town: string, session: string, n: number) => ({
    pk: ledgerPartition(town, session),
    prefix: join(nth(n), ""),
  }),
} as const;
