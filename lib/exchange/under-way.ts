import type { Table } from "../platform/dynamo.ts";
import { AFTER_ALL, keys } from "../table.ts";
import { dueTimers, SHARDS } from "../platform/timers.ts";
import type { Timer } from "../platform/timers.ts";
import { formatInstant } from "../platform/zone.ts";
import { shapes } from "./document-model.ts";
import type { Document } from "./document-model.ts";

/**
 * Timers that nothing else in a document tells of. Those of seats, sessions, series and people follow from these; that
 * of the calendar is set on every import, for the calendars of where a town comes to may be others: it brings a look at
 * every convocation with it.
 */
export function isUnderWay(
  { kind, reference: [first, second] }: Timer,
  of: string,
  people: ReadonlySet<string>,
): boolean {
  if (kind === "convene") return first !== "session" && second === of;
  if (first !== of) return false;
  if (kind === "forget") return second === undefined || !people.has(second);
  return kind === "dissolve" || ofMail.includes(kind);
}

/** Of what members are told: that all of them are, that what is left is sent, that they are reminded. */
const ofMail = ["notices", "resend", "remind"];

/** Whether a timer brings with it that a mail is sent at last. */
export const sendsMailOf = (timer: Timer, { session, n }: { session: string; n: number }): boolean =>
  ofMail.includes(timer.kind) && timer.reference[1] === session && timer.reference[2] === String(n);

/** Work that is decided and not carried through, of which the table has nothing but the timer. */
export async function workUnderWay(
  table: Table,
  town: string,
  people: ReadonlySet<string>,
  now: number,
): Promise<Document["underWay"]> {
  const timers: Timer[] = [];
  for (const kind of ["dissolve", "forget", "convene", ...ofMail])
    for (let shard = 0; shard < SHARDS; shard++)
      // To look at what a body convenes is due at once; what is due later are the sessions' own looks.
      for await (const batch of dueTimers(
        table,
        kind,
        shard,
        kind === "convene" ? formatInstant(now) : AFTER_ALL,
      ))
        timers.push(...batch.filter((timer) => isUnderWay(timer, town, people)));
  const item = await table.get(keys.ending(town));
  const dissolving = item ? { bodies: item["bodies"], version: item["version"] } : null;
  return { dissolving: dissolving && shapes.dissolving.parse(dissolving), timers };
}
