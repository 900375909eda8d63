import { everything } from "../platform/dynamo.ts";
import type { Item, Table } from "../platform/dynamo.ts";
import type { KeyRing } from "../platform/key-ring.ts";
import { keys, SCHEMA } from "../table.ts";
import { chainFaults } from "./chain.ts";
import { LedgerEvent } from "./model.ts";
import { eventKey, memberKey } from "./store.ts";

/** Something that is wrong on record: where, by ids, and what. */
export interface Fault {
  readonly path: string;
  readonly message: string;
}

/** All rows of a session's ledger, as they are: whether they are events any more is to be found out. */
export async function ledgerRows(table: Table, town: string, session: string): Promise<Item[]> {
  const rows: Item[] = [];
  for await (const row of everything(table, { ...keys.ledgerOfSession(town, session), consistent: true }))
    rows.push(row);
  return rows;
}

/** Where a chain stands, as the API has it: the notice of a version. */
export const noticePath = ({
  session,
  n,
  channel,
  ...of
}: Pick<LedgerEvent, "session" | "n" | "seat" | "tenure" | "channel">): string =>
  `sessions/${session}/convocations/${n}/notices/${memberKey(of)}.${channel}`;

/** The chains of a session by their places, of what are events in their own place; and the rows that are not. */
export function chainsIn(rows: readonly Item[]): {
  chains: ReadonlyMap<string, readonly LedgerEvent[]>;
  faults: readonly Fault[];
} {
  const chains = new Map<string, LedgerEvent[]>();
  const faults: Fault[] = [];
  for (const { pk, sk, schema, ...content } of rows) {
    const { success } = LedgerEvent.safeParse(content);
    // As it is in the table: what the model does not know of is part of what was, or was not, written.
    const event = content as unknown as LedgerEvent;
    if (!success || !isSchema(schema) || eventKey(event).pk !== pk || eventKey(event).sk !== sk)
      faults.push({ path: `${pk} ${sk}`, message: "is no event of the ledger that we wrote there" });
    else chains.set(noticePath(event), [...(chains.get(noticePath(event)) ?? []), event]);
  }
  return { chains, faults };
}

const isSchema = (schema: unknown): boolean =>
  Number.isInteger(schema) && Number(schema) >= 1 && Number(schema) <= SCHEMA;

/** What is wrong with a session's ledger. `digests` are those of the versions of its convocation. */
export function* ledgerFaults(
  rows: readonly Item[],
  digests: ReadonlyMap<number, string>,
  ring: KeyRing,
): Generator<Fault> {
  const { chains, faults } = chainsIn(rows);
  yield* faults;
  for (const [path, chain] of chains) {
    const begins = digests.get(chain[0]?.n ?? 0) ?? null;
    if (begins === null) yield { path, message: "is about a convocation that is not there" };
    for (const { at, message } of chainFaults(chain, begins, ring))
      yield { path: `${path}/${chain[at]?.sequence ?? 0} (${chain[at]?.event ?? ""})`, message };
  }
}
