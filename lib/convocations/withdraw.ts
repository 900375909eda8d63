import { nextEvent } from "../ledger/chain.ts";
import type { Facts } from "../ledger/model.ts";
import { putEvent } from "../ledger/store.ts";
import type { OutboxEntry } from "../outbox/model.ts";
import { putNewEntry } from "../outbox/store.ts";
import { carryOut } from "../platform/commit.ts";
import type { Table } from "../platform/dynamo.ts";
import type { KeyRing } from "../platform/key-ring.ts";
import type { Write } from "../platform/writes.ts";
import { formatInstant } from "../platform/zone.ts";
import type { Convocation } from "./model.ts";
import { toldOf } from "./told.ts";
import type { Told } from "./told.ts";

const AT_ONCE = 33; // three writes each

/**
 * Tells those who were told of this version, or of one before, and are no members any more: the entry leaves their
 * calendars, and the others' stays (RFC 5546, 3.2.5). `members` are those of today, as the ledger knows them.
 */
export async function withdrawFrom(
  table: Table,
  convocation: Convocation,
  told: ReadonlyMap<string, Told>,
  members: ReadonlySet<string>,
  ring: KeyRing,
  now: number,
): Promise<void> {
  const { municipality, session, n } = convocation;
  const left = new Map<string, Told>();
  for (let version = 1; version <= n; version++) {
    const of = version === n ? told : (await toldOf(table, municipality, session, version)).members;
    for (const [member, each] of of)
      if (each.isWithdrawn) left.delete(member);
      else if (!members.has(member) && (each.hasMail || each.heads.paper)) left.set(member, each);
  }
  const gone = [...left];
  for (let i = 0; i < gone.length; i += AT_ONCE) {
    const writes = gone
      .slice(i, i + AT_ONCE)
      .flatMap(([member, of]) => withdrawal(convocation, of, told.get(member), ring, now));
    // To whoever was told of an older version on paper nothing is owed any more.
    if (writes.length > 0) await carryOut(table, writes);
  }
}

/** Who has a calendar gets a mail; on paper, it is put on record that nothing is owed to them any more. */
function withdrawal(
  { municipality, session, n, body, digest, type }: Convocation,
  { seat, tenure, addressee, hasMail }: Told,
  present: Told | undefined,
  ring: KeyRing,
  now: number,
): Write[] {
  if (!addressee) return [];
  const start = { sequence: 0, digest };
  const of = { municipality, session, n, seat, tenure };
  const at = formatInstant(now);
  const withdrawn: Facts = { event: "withdrawn", at, by: "system", addressee };
  const paper = { ...of, channel: "paper" as const };
  const isCalledOff = type === "cancellation";
  const had = present?.heads.paper;
  // They have to learn that it does not take place, wherever their seat has gone: that letter stays to be served.
  const calledOff: Facts = { ...withdrawn, event: "decided", lastLawfulMoment: null };
  const letter =
    had && !isCalledOff
      ? [putEvent(nextEvent(paper, had, withdrawn, ring))]
      : !had && isCalledOff && !hasMail
        ? [putEvent(nextEvent(paper, start, calledOff, ring))]
        : [];
  if (!hasMail) return letter;
  const chain = { ...of, channel: "mail" as const };
  const event = nextEvent(chain, present?.heads.mail ?? start, withdrawn, ring);
  const entry: OutboxEntry = {
    ...chain,
    body,
    what: "withdrawal",
    addressee,
    label: null,
    decidedAt: at,
    lastLawfulMoment: null,
    head: { sequence: event.sequence, digest: event.digest },
    code: null,
    attempts: 0,
    notBefore: null,
    version: 1,
  };
  return [...letter, putEvent(event), putNewEntry(entry)];
}
