import type { Table } from "../platform/dynamo.ts";
import { AFTER_ALL, keys } from "../table.ts";
import { dueTimers, SHARDS } from "../platform/timers.ts";
import type { Timer } from "../platform/timers.ts";
import { formatInstant } from "../platform/zone.ts";
import { shapes } from "./document-model.ts";
import type { Document } from "./document-model.ts";

/** What timers may follow from: the people and documents that are there; who booked, with when they are forgotten. */
export interface Known {
  readonly people: ReadonlySet<string>;
  readonly documents: ReadonlySet<string>;
  readonly bookings: ReadonlyMap<string, string>;
}

export const knownIn = ({
  people,
  documents,
  bookings,
}: Pick<Document, "people" | "documents" | "bookings">): Known => ({
  people: new Set(people.map(({ id }) => id)),
  documents: new Set(documents.map(({ id }) => id)),
  bookings: new Map(bookings.map(({ code, forgetAt }) => [code, forgetAt])),
});

/**
 * Timers that nothing else in a document tells of. Those of seats, sessions, their rooms, series and people follow from
 * these, and so does when who booked is forgotten, and whether the bytes of a document came; that of the calendar is set on
 * every import, for the calendars of where a town comes to may be others: it brings a look at every convocation with it.
 */
export function isUnderWay(
  { kind, due, reference: [first, second, third] }: Timer,
  of: string,
  { people, documents, bookings }: Known,
): boolean {
  if (kind === "convene") return first !== "session" && second === of;
  if (first !== of) return false;
  if (kind === "forget") return second === undefined || !people.has(second);
  if (kind === "documents") return second !== undefined && !documents.has(second);
  if (kind === "bookings") return third === undefined || bookings.get(third) !== due;
  return kind === "dissolve" || ofMail.includes(kind);
}

/** Of what members are told: that all of them are, of sessions and of minutes, that what is left is sent, that they are reminded. */
const ofMail = ["notices", "circulate", "resend", "remind"];

/** Whether a timer brings with it that a mail is sent at last. */
export const sendsMailOf = (timer: Timer, { session, n }: { session: string; n: number }): boolean =>
  ofMail.includes(timer.kind) && timer.reference[1] === session && timer.reference[2] === String(n);

/** Work that is decided and not carried through, of which the table has nothing but the timer. */
export async function workUnderWay(
  table: Table,
  town: string,
  known: Known,
  now: number,
): Promise<Document["underWay"]> {
  const timers: Timer[] = [];
  for (const kind of ["dissolve", "forget", "convene", "bookings", "documents", ...ofMail])
    for (let shard = 0; shard < SHARDS; shard++)
      // To look at what a body convenes is due at once; what is due later are the sessions' own looks.
      for await (const batch of dueTimers(
        table,
        kind,
        shard,
        kind === "convene" ? formatInstant(now) : AFTER_ALL,
      ))
        timers.push(...batch.filter((timer) => isUnderWay(timer, town, known)));
  const item = await table.get(keys.ending(town));
  const dissolving = item ? { bodies: item["bodies"], version: item["version"] } : null;
  return { dissolving: dissolving && shapes.dissolving.parse(dissolving), timers };
}
