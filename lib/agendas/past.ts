import { Refusal } from "../errors.ts";
import { mustBeUnclosed } from "../meetings/store.ts";
import type { Table } from "../platform/dynamo.ts";
import type { Write } from "../platform/writes.ts";
import type { StoredFullSession } from "../sessions/model.ts";
import { go, mayGo } from "../sessions/states.ts";
import type { FrozenAgenda, StoredAgenda } from "./model.ts";
import { findAgenda, frozen } from "./store.ts";

/** Whether what is written now is what a session dealt with, and nobody can be convened with it any more. */
export const isOfThePast = ({ status }: Pick<StoredFullSession, "status">): boolean =>
  mayGo(status, "recordAgenda");

/**
 * The guards of an agenda that is put on record later. 409 where members were convened with another, and once the record is
 * closed: minutes are of the items that were closed with it.
 */
export function recordingWrites(session: StoredFullSession): Write[] {
  go(session.status, "recordAgenda");
  if (session.convocations > 0)
    throw new Refusal("wrong-state", "Members were convened with an agenda: what they were told stays.");
  return [mustBeUnclosed(session)];
}

/** What a held session dealt with to which nobody was convened here: what its secretary wrote is what there is. */
export async function recordedAgenda(
  table: Table,
  { municipality, id, status }: StoredFullSession,
): Promise<(FrozenAgenda & Pick<StoredAgenda, "order">) | null> {
  const found = status === "held" ? await findAgenda(table, municipality, id) : null;
  return found && { ...frozen(found), order: found.order };
}
