import { findBody } from "../bodies/store.ts";
import { findConvocation } from "../convocations/store.ts";
import { tellWrites } from "../convocations/tell.ts";
import type { AlertCode } from "../convocations/outlook-model.ts";
import { append } from "../ledger/append.ts";
import { nextEvent } from "../ledger/chain.ts";
import type { ChainOf, Facts } from "../ledger/model.ts";
import { loadChain, putEvent } from "../ledger/store.ts";
import { carryOut } from "../platform/commit.ts";
import type { Platform } from "../platform/platform.ts";
import type { Write } from "../platform/writes.ts";
import { formatInstant, parseInstant } from "../platform/zone.ts";
import { findSession } from "../sessions/store.ts";
import type { OutboxEntry } from "./model.ts";
import { putNewEntry, removeEntry } from "./store.ts";

const factsOf = (platform: Platform, event: Facts["event"], code?: string): Facts => ({
  event,
  at: formatInstant(platform.clock()),
  by: "system",
  ...(code !== undefined && { code }),
});

/** Drops an entry, with the event that says why, where it has a chain. */
async function drop(
  platform: Platform,
  entry: OutboxEntry,
  facts: Facts,
  others: readonly Write[] = [],
): Promise<void> {
  const writes = [removeEntry(entry), ...others];
  if (entry.head && entry.what === "notice") return append(platform, entry, entry.head, facts, writes);
  return carryOut(platform.table, writes);
}

/** A newer version went out: this one is not sent any more. */
export const supersede = (platform: Platform, entry: OutboxEntry): Promise<void> =>
  drop(platform, entry, factsOf(platform, "superseded"));

/**
 * They are no member any more. What was never tried need not be taken back; what was may have been taken though nobody
 * said so, and is.
 */
export async function leave(platform: Platform, entry: OutboxEntry): Promise<void> {
  const facts = factsOf(platform, "withdrawn");
  if (entry.what !== "notice" || entry.attempts <= 1 || !entry.head) return drop(platform, entry, facts);
  return append(platform, entry, entry.head, facts, ({ sequence, digest }) => [
    removeEntry(entry),
    putNewEntry({
      ...entry,
      what: "withdrawal",
      decidedAt: facts.at,
      lastLawfulMoment: null,
      head: { sequence, digest },
      attempts: 0,
      notBefore: null,
      version: 1,
    }),
  ]);
}

/** By the real clock it would be late: it is not sent, and the secretary is told. */
export const withhold = async (platform: Platform, entry: OutboxEntry): Promise<void> =>
  drop(platform, entry, factsOf(platform, "withheld"), await told(platform, entry, "withheld"));

/** This address is of no use: a notice goes on paper, anything else is let go. */
export async function giveUp(platform: Platform, entry: OutboxEntry, code: string): Promise<void> {
  const onPaper = entry.what === "notice" ? await ontoPaper(platform, entry) : [];
  return drop(platform, entry, factsOf(platform, "refused", code), onPaper);
}

/** The writes that begin the chain on paper of a member whom mail does not reach, and tell the secretary. */
export async function ontoPaper(
  platform: Platform,
  {
    municipality,
    session,
    n,
    seat,
    tenure,
    body,
    addressee,
    lastLawfulMoment,
  }: ChainOf & Pick<OutboxEntry, "body" | "addressee" | "lastLawfulMoment">,
): Promise<Write[]> {
  const { table, keys, clock } = platform;
  const paper: ChainOf = { municipality, session, n, seat, tenure, channel: "paper" };
  const convocation = await findConvocation(table, municipality, session, n);
  const isBegun = (await loadChain(table, paper)).length > 0;
  if (!convocation || isBegun) return [];
  const facts: Facts = {
    event: "decided",
    at: formatInstant(clock()),
    by: "system",
    addressee,
    lastLawfulMoment,
  };
  const first = nextEvent(paper, { sequence: 0, digest: convocation.digest }, facts, await keys());
  return [putEvent(first), ...(await told(platform, { municipality, session, body }, "bounced"))];
}

async function told(
  { table, clock }: Platform,
  { municipality, session, body: id }: Pick<OutboxEntry, "municipality" | "session" | "body">,
  code: AlertCode,
): Promise<Write[]> {
  const [body, of] = await Promise.all([
    findBody(table, municipality, id),
    findSession(table, municipality, session),
  ]);
  // Of what was called off or is over nothing is left to be done.
  const isAhead = of?.status === "convened" && (parseInstant(of.startUtc ?? "") ?? 0) > clock();
  if (!body || !isAhead) return [];
  return tellWrites(table, body, { municipality, id: session }, { code, until: null, now: clock() });
}
