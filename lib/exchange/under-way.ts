import type { Table } from "../platform/dynamo.ts";
import { AFTER_ALL, keys } from "../table.ts";
import { dueTimers, SHARDS } from "../platform/timers.ts";
import type { Timer } from "../platform/timers.ts";
import { shapes } from "./document-model.ts";
import type { Document } from "./document-model.ts";

/**
 * Timers that nothing else in a document tells of. Those of seats, sessions, series and people follow from these; that
 * of the calendar is set on every import, for the calendars of where a town comes to may be others.
 */
export const isUnderWay = (
  { kind, reference: [town, person] }: Timer,
  of: string,
  people: ReadonlySet<string>,
): boolean =>
  town === of &&
  (kind === "dissolve" || (kind === "forget" && (person === undefined || !people.has(person))));

/** Dissolutions that are not carried through, people to be looked at anew, people erased who may still sit somewhere. */
export async function workUnderWay(
  table: Table,
  town: string,
  people: ReadonlySet<string>,
): Promise<Document["underWay"]> {
  const timers: Timer[] = [];
  for (const kind of ["dissolve", "forget"])
    for (let shard = 0; shard < SHARDS; shard++)
      for await (const batch of dueTimers(table, kind, shard, AFTER_ALL))
        timers.push(...batch.filter((timer) => isUnderWay(timer, town, people)));
  const item = await table.get(keys.ending(town));
  const dissolving = item ? { bodies: item["bodies"], version: item["version"] } : null;
  return { dissolving: dissolving && shapes.dissolving.parse(dissolving), timers };
}
