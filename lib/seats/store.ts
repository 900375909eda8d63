import { Refusal } from "../errors.ts";
import { cursorOf, isWithin, sortKeyIn } from "../platform/cursor.ts";
import { everything } from "../platform/dynamo.ts";
import type { Item, Table } from "../platform/dynamo.ts";
import type { Sitting } from "../platform/sitting.ts";
import { earlierOf, holds, laterOf } from "../platform/validity.ts";
import type { Write } from "../platform/writes.ts";
import { keys } from "../table.ts";
import { StoredSeat } from "./model.ts";

export async function findSeat(
  table: Table,
  town: string,
  body: string,
  id: string,
): Promise<StoredSeat | null> {
  const item = await table.get(keys.seat(town, body, id));
  return item ? StoredSeat.parse(item) : null;
}

/** 404 when the body has no such seat, or has it no more. */
export async function loadSeat(table: Table, town: string, body: string, id: string): Promise<StoredSeat> {
  const seat = await findSeat(table, town, body, id);
  if (!seat) throw new Refusal("not-found", `There is no seat '${id}' of '${body}' in '${town}'.`);
  return seat;
}

/** A seat in the tenure of a day, which may be over by now; 404 when there is neither that nor the seat. */
export async function loadSeatOn(table: Table, [town, body, id]: Of, day: string): Promise<StoredSeat> {
  const present = await findSeat(table, town, body, id);
  if (present && holds(present, day) !== "no") return present;
  for await (const tenure of pastSeats(table, town, body, id))
    if (holds(tenure, day) === "yes") return tenure;
  return present ?? loadSeat(table, town, body, id);
}

/** The tenures of a seat, or of all of a body's, that are over. */
export async function* pastSeats(
  table: Table,
  town: string,
  body: string,
  seat?: string,
): AsyncGenerator<StoredSeat> {
  for await (const item of everything(table, keys.pastSeatsOf(town, body, seat)))
    yield StoredSeat.parse(item);
}

/** All seats of a body that are not over. */
export async function* eachSeat(table: Table, town: string, body: string): AsyncGenerator<StoredSeat> {
  for await (const item of everything(table, { ...keys.seatsOf(town, body), consistent: true }))
    yield StoredSeat.parse(item);
}

/** A page of the seats of a body, the present ones first, then, where that is asked, those that are over. */
export async function seatPage(
  table: Table,
  town: string,
  body: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
  withPast: boolean,
): Promise<{ items: StoredSeat[]; cursor: string | null }> {
  const past = keys.pastSeatsOf(town, body);
  const isLater = withPast && cursor !== undefined && isWithin(cursor, past);
  const parts = [...(isLater ? [] : [keys.seatsOf(town, body)]), ...(withPast ? [past] : [])];
  const items: StoredSeat[] = [];
  for (const [i, within] of parts.entries()) {
    const room = limit - items.length;
    // Behind the last of the present stands the beginning of the past.
    if (room === 0) return { items, cursor: cursorOf({ sk: within.prefix }, "sk") };
    const page = await table.query({
      ...within,
      limit: room,
      consistent: true,
      ...(i === 0 && cursor !== undefined && { after: { pk: within.pk, sk: sortKeyIn(cursor, within) } }),
    });
    items.push(...page.items.map((item) => StoredSeat.parse(item)));
    if (page.last) return { items, cursor: cursorOf(page.last, "sk") };
  }
  return { items, cursor: null };
}

type Of = readonly [town: string, body: string, seat: string];
const placeOf = ({ municipality, body, id }: StoredSeat): Of => [municipality, body, id];

/** What stands by entity and by person beside the seat itself, under the keys of the present. */
function mirrors(seat: StoredSeat): Item[] {
  const { municipality: town, body, id, entity } = seat;
  return [
    ...(entity ? [{ ...keys.heldSeat(entity.municipality, entity.id, placeOf(seat)), ...held(seat) }] : []),
    ...sittings(seat).map((sitting) => ({
      ...keys.sitting(town, sitting.person, [body, id, sitting.as]),
      ...sitting,
    })),
  ];
}

/** A seat as its entity's page shows it: no person in it. */
function held(stored: StoredSeat) {
  const { titular: _, substitutes: __, version: ___, ...seat } = stored;
  return seat;
}

function sittings(seat: StoredSeat): (Sitting & { person: string })[] {
  const { municipality, body, id, role, from, until, recorded, timeZone, titular, substitutes } = seat;
  const of = { municipality, body, seat: id, role, recorded, timeZone };
  return [
    ...(titular === null
      ? []
      : [{ ...of, as: "titular" as const, from, until, isLimited: false, person: titular }]),
    ...substitutes.map((each) => ({
      ...of,
      as: "substitute" as const,
      // Nobody sits in for a seat before it begins or after it ends.
      from: laterOf(from, each.from),
      until: earlierOf(until, each.until),
      isLimited: each.sessions.length > 0,
      person: each.person,
    })),
  ];
}

/** The writes that bring a seat and its mirrors from what was read to what is to be; null: it is not (any more). */
export function seatWrites(before: StoredSeat | null, after: StoredSeat | null): Write[] {
  const seat = after ?? before;
  if (!seat) return [];
  const key = keys.seat(seat.municipality, seat.body, seat.id);
  const own: Write = after
    ? {
        put: { ...key, ...after },
        when: before ? { is: { version: before.version } } : "absent",
      }
    : { remove: key, when: { is: { version: before?.version ?? 0 } } };
  const stay = after ? mirrors(after) : [];
  const stale = (before ? mirrors(before) : []).filter(
    ({ pk, sk }) => !stay.some((item) => item.pk === pk && item.sk === sk),
  );
  return [
    own,
    ...stay.map((put): Write => ({ put })),
    ...stale.map(({ pk, sk }): Write => ({ remove: { pk, sk } })),
  ];
}

/** Substitutes who are named no more, on record by person. */
export function recordSubstitutes(before: StoredSeat, after: StoredSeat, today: string): Write[] {
  const left = before.substitutes.filter(({ person }) =>
    after.substitutes.every((each) => each.person !== person),
  );
  const { municipality: town, body, id, tenure } = before;
  return sittings({ ...before, titular: null, substitutes: left }).map((sitting): Write => {
    const until = sitting.until !== null && sitting.until < today ? sitting.until : today;
    const key = keys.satBefore(town, sitting.person, [body, id, sitting.as], until, tenure);
    return { put: { ...key, ...sitting, until } };
  });
}

/** A tenure that is over, on record: in the body, by entity and by person. `until` must be known. */
export function recordTenure(seat: StoredSeat): Write[] {
  const { municipality: town, body, id, entity, tenure } = seat;
  const until = seat.until ?? "";
  return [
    { put: { ...keys.pastSeat(town, body, id, until, tenure), ...seat } },
    ...(entity
      ? [
          {
            put: {
              ...keys.heldBefore(entity.municipality, entity.id, placeOf(seat), until, tenure),
              ...held(seat),
            },
          },
        ]
      : []),
    ...sittings(seat).map((sitting): Write => {
      const of = [body, id, sitting.as] as const;
      const key = keys.satBefore(town, sitting.person, of, sitting.until ?? until, tenure);
      return { put: { ...key, ...sitting } };
    }),
  ];
}

/** The writes that forget where a person once sat: what the seats themselves record stays, under an id that says nothing. */
export async function forgetSittings(table: Table, town: string, person: string): Promise<Write[]> {
  const writes: Write[] = [];
  for await (const { pk, sk } of everything(table, {
    ...keys.sittings(town, person, true),
    consistent: true,
  }))
    writes.push({ remove: { pk, sk } });
  return writes;
}
