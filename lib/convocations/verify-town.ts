import type { Fault } from "../ledger/verify.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import type { Table } from "../platform/dynamo.ts";
import type { KeyRing } from "../platform/key-ring.ts";
import { eachSession, loadSession, loadSessions } from "../sessions/store.ts";
import { keys } from "../table.ts";
import type { Key } from "../table.ts";
import { verifySession } from "./verify.ts";

interface Counts {
  sessions: number;
  convocations: number;
  events: number;
}

/** Holds all that a town has on record of its convocations against digests and seals; or that of one session. */
export async function verifyTown(
  table: Table,
  town: string,
  session: string | undefined,
  ring: KeyRing,
): Promise<Counts & { faults: readonly Fault[] }> {
  await loadMunicipality(table, town);
  const convened =
    session === undefined ? convenedIn(table, town) : [await loadSession(table, town, session)];
  const counts: Counts = { sessions: 0, convocations: 0, events: 0 };
  const faults: Fault[] = [];
  for await (const each of convened) {
    const found = await verifySession(table, each, ring);
    counts.sessions++;
    counts.convocations += found.convocations;
    counts.events += found.events;
    faults.push(...found.faults);
  }
  return { ...counts, faults };
}

interface Convened {
  readonly municipality: string;
  readonly id: string;
  readonly convocations: number;
}

const AT_ONCE = 100;

/** The sessions that were convened, whatever they say of it themselves: some row of a first version is enough. */
async function* convenedIn(table: Table, town: string): AsyncGenerator<Convened> {
  let ids: string[] = [];
  for await (const { id } of eachSession(table, { town }, {})) {
    ids.push(id);
    if (ids.length < AT_ONCE) continue;
    yield* convenedOf(table, town, ids);
    ids = [];
  }
  yield* convenedOf(table, town, ids);
}

const keyOf = ({ pk, sk }: Key): string => `${pk} ${sk}`;

async function* convenedOf(table: Table, town: string, ids: readonly string[]): AsyncGenerator<Convened> {
  const firsts = (id: string) => [
    keys.convocation(town, id, 1),
    keys.ledger(town, id, 1, ["everyone.0", "page"], 1),
  ];
  const items = await table.getMany(ids.flatMap(firsts));
  const there = new Set(items.map(keyOf));
  for (const session of await loadSessions(table, town, ids))
    if (session.convocations > 0 || firsts(session.id).some((key) => there.has(keyOf(key)))) yield session;
}
