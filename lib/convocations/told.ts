import type { Addressee, Channel, Head, LedgerEvent } from "../ledger/model.ts";
import { currentOf } from "../ledger/chain.ts";
import { eachChain, memberKey } from "../ledger/store.ts";
import type { Table } from "../platform/dynamo.ts";

/** What is on record of one member about one version. */
export interface Told {
  readonly seat: string;
  readonly tenure: number;
  readonly addressee: Addressee | null;
  /** Where the chain of each channel ends. */
  readonly heads: Readonly<Partial<Record<Channel, Head>>>;
  /** Whether a mail about it went to them. */
  readonly hasMail: boolean;
  /** Whether they were told that it no longer concerns them, and nothing since. */
  readonly isWithdrawn: boolean;
}

/** What is on record of each member about one version, by the ledger's name for them; `page`: of everyone. */
export async function toldOf(
  table: Table,
  town: string,
  session: string,
  n: number,
): Promise<{ readonly members: ReadonlyMap<string, Told>; readonly page: readonly LedgerEvent[] }> {
  const members = new Map<string, Told>();
  let page: readonly LedgerEvent[] = [];
  for await (const chain of eachChain(table, town, session, n)) {
    const [first, last] = [chain[0], chain.at(-1)];
    if (!first || !last) continue;
    if (first.channel === "page") page = chain;
    else members.set(memberKey(first), withChain(members.get(memberKey(first)), chain, last));
  }
  return { members, page };
}

function withChain(before: Told | undefined, chain: readonly LedgerEvent[], last: LedgerEvent): Told {
  const { seat, tenure, channel, sequence, digest } = last;
  const since = currentOf(chain);
  return {
    seat,
    tenure,
    addressee: since[0]?.addressee ?? before?.addressee ?? null,
    heads: { ...before?.heads, [channel]: { sequence, digest } },
    hasMail:
      (before?.hasMail ?? false) || since.some(({ event }) => event === "sent" || event === "delivered"),
    isWithdrawn: (before?.isWithdrawn ?? false) || since.some(({ event }) => event === "withdrawn"),
  };
}
