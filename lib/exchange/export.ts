import { eventKey } from "../ledger/store.ts";
import { outboxKey } from "../outbox/store.ts";
import type { Table } from "../platform/dynamo.ts";
import { checkDocument } from "./checks.ts";
import { Document } from "./document-model.ts";
import type { Flaw } from "./document-model.ts";
import { readTown } from "./read.ts";

const order = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
const sortedBy = <T>(all: readonly T[], keyOf: (each: T) => (string | number | null)[]): T[] =>
  all.toSorted((one, other) => order(keyOf(one).join(" "), keyOf(other).join(" ")));
const byId = <T extends { readonly id: string }>(all: readonly T[]): T[] => sortedBy(all, ({ id }) => [id]);

/** A number as it sorts. */
const ranked = (n: number): string => String(n).padStart(6, "0");

/** A document in the one order in which it is written. */
function inOrder(town: Document): Document {
  const told = new Set<string>();
  const bodies = byId(town.bodies).map((body) => ({
    ...body,
    events: sortedBy(body.events, ({ date, id }) => [date, id]).filter(
      ({ id }) => !told.has(id) && told.add(id),
    ),
    relations: sortedBy(body.relations, ({ kind, to }) => [kind, to.type, to.id]),
    seats: byId(body.seats),
    pastSeats: sortedBy(body.pastSeats, ({ id, until, tenure }) => [id, until, tenure]),
    pastSittings: sortedBy(body.pastSittings, ({ person, seat, as, until, tenure }) => [
      person,
      seat,
      as,
      until,
      tenure,
    ]),
    rules: sortedBy(body.rules, ({ from }) => [from]),
    series: byId(body.series),
    requests: sortedBy(body.requests, ({ on, session }) => [on, session]),
  }));
  const { timers, dissolving } = town.underWay;
  return {
    ...town,
    territories: byId(town.territories),
    challenges: byId(town.challenges),
    plans: byId(town.plans),
    templates: byId(town.templates),
    places: byId(town.places),
    entities: byId(town.entities),
    people: byId(town.people),
    excuses: sortedBy(town.excuses, ({ person, session, seat }) => [person, session, seat]),
    bookings: sortedBy(town.bookings, ({ session, slot, code }) => [session, ranked(slot), code]),
    bodies,
    sessions: byId(town.sessions),
    agendas: sortedBy(town.agendas, ({ session }) => [session]),
    convocations: sortedBy(town.convocations, ({ session, n }) => [session, ranked(n)]),
    answers: sortedBy(town.answers, ({ session, seat }) => [session, seat]),
    ledger: sortedBy(town.ledger, (event) => [event.session, eventKey(event).sk]),
    outlooks: sortedBy(town.outlooks, ({ session }) => [session]),
    alerts: sortedBy(town.alerts, ({ session, code }) => [session, code]),
    outbox: sortedBy(town.outbox, (entry) => [outboxKey(entry).sk]),
    meetings: sortedBy(town.meetings, ({ session }) => [session]),
    attendance: sortedBy(town.attendance, ({ session, seat }) => [session, seat]),
    votes: sortedBy(town.votes, ({ session, n }) => [session, ranked(n)]),
    minutes: sortedBy(town.minutes, ({ session, n }) => [session, ranked(n)]),
    conformities: sortedBy(town.conformities, ({ session, n, seat }) => [session, ranked(n), seat]),
    opinions: sortedBy(town.opinions, ({ session, seat }) => [session, seat]),
    agreements: sortedBy(town.agreements, ({ session, n }) => [session, ranked(n)]),
    slots: sortedBy(town.slots, ({ session, slot }) => [session, ranked(slot)]),
    uses: sortedBy(town.uses, ({ place, start, id }) => [place, start, id]),
    rooms: sortedBy(town.rooms, ({ session }) => [session]),
    documents: byId(town.documents),
    surveys: sortedBy(town.surveys, ({ target }) => [target]),
    surveyCounts: sortedBy(town.surveyCounts, ({ target }) => [target]),
    underWay: {
      dissolving,
      timers: sortedBy(timers, ({ kind, due, reference }) => [kind, due, ...reference]),
    },
  };
}

/** A document as text: two spaces, a line end at its end. */
export const textOf = (town: Document): string =>
  `${JSON.stringify(Document.parse(inOrder(town)), null, 2)}\n`;

const MOST_READINGS = 3;

/**
 * A whole town as one document. What changed while it was read shows as something that leads nowhere; then it is read
 * again. What stays so is told as well: an import would refuse it.
 */
export async function exportTown(
  table: Table,
  town: string,
  now: number,
): Promise<{ text: string; flaws: readonly Flaw[] }> {
  for (let reading = 1; ; reading++) {
    const text = textOf(await readTown(table, town, now));
    const { flaws } = checkDocument(text);
    if (flaws.length === 0 || reading === MOST_READINGS) return { text, flaws };
  }
}
