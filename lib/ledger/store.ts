import { cursorOf, sortKeyIn } from "../platform/cursor.ts";
import { everything } from "../platform/dynamo.ts";
import type { Item, Page, Table } from "../platform/dynamo.ts";
import type { Write } from "../platform/writes.ts";
import { keys } from "../table.ts";
import type { Key } from "../table.ts";
import { LedgerEvent } from "./model.ts";
import type { ChainOf } from "./model.ts";

/** A member, as the ledger knows them: a seat in one of its tenures. */
export const memberKey = ({ seat, tenure }: Pick<ChainOf, "seat" | "tenure">): string => `${seat}.${tenure}`;

const placeOf = ({ municipality, session, n, ...of }: ChainOf) =>
  [municipality, session, n, [memberKey(of), of.channel]] as const;

export const eventKey = (event: LedgerEvent): Key => keys.ledger(...placeOf(event), event.sequence);

/** An event, put once: the ledger is never written over. */
export const putEvent = (event: LedgerEvent): Write => ({
  put: { ...eventKey(event), ...event },
  when: "absent",
});

const chainOf = ({ sk }: Item): string => sk.slice(0, sk.lastIndexOf("#"));

/** A page of the chains of a version, each whole, and the cursor of the next. */
export async function chainPage(
  table: Table,
  of: readonly [town: string, session: string, n: number],
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ chains: LedgerEvent[][]; cursor: string | null }> {
  const within = keys.ledgerOf(...of);
  const chains = new Map<string, Item[]>();
  let after: Page["last"] = cursor === undefined ? null : { pk: within.pk, sk: sortKeyIn(cursor, within) };
  do {
    const page: Page = await table.query({ ...within, consistent: true, ...(after && { after }) });
    for (const item of page.items) chains.set(chainOf(item), [...(chains.get(chainOf(item)) ?? []), item]);
    after = page.last;
  } while (after && chains.size <= limit);
  const shown = [...chains.values()].slice(0, limit);
  const isLast = !after && shown.length === chains.size;
  return {
    chains: shown.map((items) => items.map(parsed)),
    cursor: isLast ? null : cursorOf(shown.at(-1)?.at(-1) ?? null, "sk"),
  };
}

const parsed = (item: unknown): LedgerEvent => LedgerEvent.parse(item);

/** The events of one chain, the first first, strongly consistent. */
export async function loadChain(table: Table, of: ChainOf): Promise<LedgerEvent[]> {
  const events: LedgerEvent[] = [];
  for await (const item of everything(table, { ...keys.chain(...placeOf(of)), consistent: true }))
    events.push(parsed(item));
  return events;
}

/** All that is on record about a version, chain by chain, strongly consistent. */
export async function* eachEvent(
  table: Table,
  town: string,
  session: string,
  n: number,
): AsyncGenerator<LedgerEvent> {
  for await (const item of everything(table, { ...keys.ledgerOf(town, session, n), consistent: true }))
    yield parsed(item);
}

/** All that is on record about a session, version by version. */
export async function* eachEventOf(table: Table, town: string, session: string): AsyncGenerator<LedgerEvent> {
  for await (const item of everything(table, { ...keys.ledgerOfSession(town, session), consistent: true }))
    yield parsed(item);
}

/** The same of one version, chain by chain. */
export async function* eachChain(
  table: Table,
  town: string,
  session: string,
  n: number,
): AsyncGenerator<LedgerEvent[]> {
  let chain: LedgerEvent[] = [];
  for await (const event of eachEvent(table, town, session, n)) {
    const [first] = chain;
    if (
      first &&
      (first.seat !== event.seat || first.tenure !== event.tenure || first.channel !== event.channel)
    ) {
      yield chain;
      chain = [];
    }
    chain.push(event);
  }
  if (chain.length > 0) yield chain;
}
