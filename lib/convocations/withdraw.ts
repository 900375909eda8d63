import { nextEvent } from "../ledger/chain.ts";
import type { Facts, LedgerEvent } from "../ledger/model.ts";
import { eachChain, memberKey, putEvent } from "../ledger/store.ts";
import type { OutboxEntry } from "../outbox/model.ts";
import { putNewEntry } from "../outbox/store.ts";
import { carryOut } from "../platform/commit.ts";
import type { Table } from "../platform/dynamo.ts";
import type { KeyRing } from "../platform/key-ring.ts";
import type { Write } from "../platform/writes.ts";
import { formatInstant } from "../platform/zone.ts";
import type { Convocation } from "./model.ts";

const AT_ONCE = 45; // two writes each

/**
 * Tells those who were told of this version, or of the one before, and are no members any more: the entry leaves their
 * calendars, and the others' stays (RFC 5546, 3.2.5). `members` are those of today, as the ledger knows them.
 */
export async function withdrawFrom(
  table: Table,
  convocation: Convocation,
  members: ReadonlySet<string>,
  ring: KeyRing,
  now: number,
): Promise<void> {
  const { municipality, session, n } = convocation;
  const present = new Map<string, LedgerEvent>();
  const left = new Map<string, LedgerEvent>();
  for (const version of n > 1 ? [n - 1, n] : [n])
    for await (const chain of eachChain(table, municipality, session, version)) {
      const [first, last] = [chain[0], chain.at(-1)];
      if (!first || !last || first.channel !== "mail" || members.has(memberKey(first))) continue;
      if (version === n) present.set(memberKey(first), last);
      const wasTold = chain.some(({ event }) => event === "sent" || event === "delivered");
      const isTold = chain.some(({ event }) => event === "withdrawn");
      if (isTold) left.delete(memberKey(first));
      else if (wasTold) left.set(memberKey(first), first);
    }
  let writes: Write[] = [];
  for (const [member, first] of left) {
    writes.push(...withdrawal(convocation, first, present.get(member) ?? null, ring, now));
    if (writes.length < AT_ONCE * 2) continue;
    await carryOut(table, writes);
    writes = [];
  }
  if (writes.length > 0) await carryOut(table, writes);
}

function withdrawal(
  { municipality, session, n, body, digest }: Convocation,
  { seat, tenure, addressee }: LedgerEvent,
  last: LedgerEvent | null,
  ring: KeyRing,
  now: number,
): Write[] {
  if (!addressee) return [];
  const chain = { municipality, session, n, seat, tenure, channel: "mail" as const };
  const facts: Facts = { event: "withdrawn", at: formatInstant(now), by: "system", addressee };
  const event = nextEvent(chain, last ?? { sequence: 0, digest }, facts, ring);
  const entry: OutboxEntry = {
    ...chain,
    body,
    what: "withdrawal",
    addressee,
    label: null,
    decidedAt: formatInstant(now),
    lastLawfulMoment: null,
    head: { sequence: event.sequence, digest: event.digest },
    code: null,
    attempts: 0,
    notBefore: null,
    version: 1,
  };
  return [putEvent(event), putNewEntry(entry)];
}
