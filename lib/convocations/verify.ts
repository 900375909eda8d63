import { digestOf } from "../ledger/chain.ts";
import type { LedgerEvent } from "../ledger/model.ts";
import { chainsIn, ledgerFaults, ledgerRows, noticePath } from "../ledger/verify.ts";
import type { Fault } from "../ledger/verify.ts";
import { everything } from "../platform/dynamo.ts";
import type { Item, Table } from "../platform/dynamo.ts";
import type { KeyRing } from "../platform/key-ring.ts";
import { keys, SCHEMA } from "../table.ts";
import { Convocation } from "./model.ts";

/**
 * What is wrong with a version of a convocation, field by field. `before` is the version before it, null for the first;
 * undefined: not known, and left out.
 */
export function* versionFaults(
  convocation: Convocation,
  before: Pick<Convocation, "digest"> | null | undefined,
): Generator<readonly [field: "digest" | "previous", message: string]> {
  const { digest, ...content } = convocation;
  if (digestOf(content) !== digest) yield ["digest", "is another than that of what it says: it was altered"];
  if (before !== undefined && content.previous !== (before?.digest ?? null))
    yield ["previous", "must be the digest of the version before, null in the first"];
}

/** What a session is convened with, as it is on record: rows that say so themselves, and those of its ledger. */
interface OnRecord {
  readonly convocations: readonly Item[];
  readonly ledger: readonly Item[];
}

/** The ledger first: a version that is put meanwhile is then there when its events are. */
async function readRecord(table: Table, town: string, session: string): Promise<OnRecord> {
  const ledger = await ledgerRows(table, town, session);
  const convocations: Item[] = [];
  for await (const row of everything(table, { ...keys.convocationsOf(town, session), consistent: true }))
    convocations.push(row);
  return { convocations, ledger };
}

const EVERYONE = { seat: "everyone", tenure: 0, channel: "page" } as const;

/** The versions by number, of what are versions in their own place; and the rows that are not. */
function versionsIn(rows: readonly Item[]): { versions: Map<number, Convocation>; faults: Fault[] } {
  const versions = new Map<number, Convocation>();
  const faults: Fault[] = [];
  for (const { pk, sk, schema, ...content } of rows) {
    const { success } = Convocation.safeParse(content);
    const version = content as unknown as Convocation;
    const key = success && keys.convocation(version.municipality, version.session, version.n);
    if (!key || schema !== SCHEMA || key.pk !== pk || key.sk !== sk)
      faults.push({ path: `${pk} ${sk}`, message: "is no convocation that we wrote there" });
    else versions.set(version.n, version);
  }
  return { versions, faults };
}

function* recordFaults(session: string, { convocations, ledger }: OnRecord, ring: KeyRing): Generator<Fault> {
  const { versions, faults } = versionsIn(convocations);
  yield* faults;
  const { chains } = chainsIn(ledger);
  const last = Math.max(0, ...versions.keys());
  for (let n = 1; n <= last; n++) {
    const path = `sessions/${session}/convocations/${n}`;
    const version = versions.get(n);
    if (!version) yield { path, message: "is missing" };
    else
      for (const [field, message] of versionFaults(version, n === 1 ? null : versions.get(n - 1)))
        yield { path: `${path}/${field}`, message };
    if (!chains.has(noticePath({ session, n, ...EVERYONE })))
      yield { path, message: "is not on record as published" };
  }
  const digests = new Map([...versions].map(([n, { digest }]) => [n, digest]));
  yield* ledgerFaults(ledger, digests, ring);
}

/** What was looked at, and what is wrong with it. */
export interface Verified {
  readonly convocations: number;
  readonly events: number;
  readonly faults: readonly Fault[];
}

const MOST_READINGS = 3;

/**
 * Holds what is on record of a session against its digests and seals: `count` is how many versions the session says that
 * there are. What was written while it was read may look wrong: then it is read again.
 */
export async function verifySession(
  table: Table,
  { municipality, id, convocations: count }: { municipality: string; id: string; convocations: number },
  ring: KeyRing,
): Promise<Verified> {
  for (let reading = 1; ; reading++) {
    const record = await readRecord(table, municipality, id);
    const faults = [...recordFaults(id, record, ring)];
    if (record.convocations.length < count)
      faults.push({
        path: `sessions/${id}`,
        message: `says ${count} convocations, and ${record.convocations.length} are there`,
      });
    const counts = { convocations: record.convocations.length, events: record.ledger.length };
    if (faults.length === 0 || reading === MOST_READINGS) return { ...counts, faults };
  }
}

/** The chains of a session's ledger by their places, and its versions by number: what a certificate is held against. */
export async function readProof(
  table: Table,
  town: string,
  session: string,
): Promise<{
  versions: ReadonlyMap<number, Convocation>;
  chains: ReadonlyMap<string, readonly LedgerEvent[]>;
}> {
  const { convocations, ledger } = await readRecord(table, town, session);
  return { versions: versionsIn(convocations).versions, chains: chainsIn(ledger).chains };
}
