import type { Table } from "../platform/dynamo.ts";
import type { Write } from "../platform/writes.ts";
import { keys } from "../table.ts";
import { FrozenAgenda, StoredAgenda } from "./model.ts";

export async function findAgenda(table: Table, town: string, session: string): Promise<StoredAgenda | null> {
  const item = await table.get(keys.agenda(town, session));
  return item ? StoredAgenda.parse(item) : null;
}

export const putAgenda = (agenda: StoredAgenda, versionRead: number | null): Write => ({
  put: { ...keys.agenda(agenda.municipality, agenda.session), ...agenda },
  when: versionRead === null ? "absent" : { is: { version: versionRead } },
});

/** Guards what goes out: the agenda is still as it was read. */
export const mustBeAsRead = (agenda: StoredAgenda | null, town: string, session: string): Write[] =>
  agenda ? [{ check: keys.agenda(town, session), when: { is: { version: agenda.version } } }] : [];

/** Guards what an agenda could name: nobody has written one. */
export const mustHaveNoAgenda = (town: string, session: string): Write => ({
  check: keys.agenda(town, session),
  when: "absent",
});

/** What members are convened with, and no more. */
export const frozen = (agenda: StoredAgenda): FrozenAgenda => FrozenAgenda.parse(agenda);
