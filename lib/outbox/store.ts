import { Refusal } from "../errors.ts";
import { memberKey } from "../ledger/store.ts";
import { everything } from "../platform/dynamo.ts";
import type { Table } from "../platform/dynamo.ts";
import type { Write } from "../platform/writes.ts";
import { keys } from "../table.ts";
import type { Key } from "../table.ts";
import { OutboxEntry } from "./model.ts";

export const outboxKey = (entry: OutboxEntry): Key => {
  const { municipality, session, n, channel, what, code } = entry;
  const name = code === null ? what : `${what}-${code}`;
  return keys.outbox(municipality, session, n, [memberKey(entry), channel], name);
};

export async function findEntry(table: Table, key: Key): Promise<OutboxEntry | null> {
  const item = await table.get(key);
  return item ? OutboxEntry.parse(item) : null;
}

/** What is still to leave of a version, the entries in order. */
export async function* eachEntry(
  table: Table,
  town: string,
  session: string,
  n: number,
): AsyncGenerator<OutboxEntry> {
  for await (const item of everything(table, { ...keys.outboxOf(town, session, n), consistent: true }))
    yield OutboxEntry.parse(item);
}

/** All mail of a town that is still to leave. */
export async function* eachEntryOf(table: Table, town: string): AsyncGenerator<OutboxEntry> {
  for await (const item of everything(table, { ...keys.outboxOfTown(town), consistent: true }))
    yield OutboxEntry.parse(item);
}

export const putNewEntry = (entry: OutboxEntry): Write => ({
  put: { ...outboxKey(entry), ...entry },
});

export const putEntry = (entry: OutboxEntry, versionRead: number): Write => ({
  put: { ...outboxKey(entry), ...entry },
  when: { is: { version: versionRead } },
});

/** Takes an entry out; refused when someone else did, or has it in hand by now. */
export const removeEntry = (entry: OutboxEntry): Write => ({
  remove: outboxKey(entry),
  when: { is: { version: entry.version } },
  otherwise: new Refusal("wrong-state", "Someone else has this mail in hand."),
});
