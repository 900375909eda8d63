import { isOrdered, ORDER } from "../platform/validity.ts";
import { isZone } from "../platform/zone.ts";
import type { Flaw } from "./document-model.ts";
import type { Draft, Place } from "./draft.ts";

/** What the things of a document may lead to: every id that it says, even of things that have faults. */
export interface Ground {
  readonly town: string | null;
  readonly timeZone: string | null;
  readonly territories: ReadonlySet<string>;
  readonly challenges: ReadonlySet<string>;
  readonly plans: ReadonlySet<string>;
  readonly templates: ReadonlySet<string>;
  readonly entities: ReadonlySet<string>;
  readonly people: ReadonlySet<string>;
  readonly bodies: ReadonlySet<string>;
  readonly sessions: ReadonlySet<string>;
  readonly places: ReadonlySet<string>;
  readonly documents: ReadonlySet<string>;
  /** Codes of bookings, with when who booked is forgotten. */
  readonly bookings: ReadonlyMap<string, string>;
  /** Of each session that can be read. */
  readonly bodyOf: ReadonlyMap<string, string>;
  /** The seats of each body, present and past. */
  readonly seatsOf: ReadonlyMap<string, ReadonlySet<string>>;
  /** The day on which a body ended, as it is stated. */
  readonly dissolved: ReadonlyMap<string, string | null>;
}

const ids = (places: readonly Place<unknown>[]): Set<string> =>
  new Set(places.flatMap(({ id }) => (id === null ? [] : [id])));

export const groundOf = (draft: Draft): Ground => ({
  town: draft.municipality.id,
  timeZone: draft.municipality.value?.timeZone ?? null,
  territories: ids(draft.territories),
  challenges: ids(draft.challenges),
  plans: ids(draft.plans),
  templates: ids(draft.templates),
  entities: ids(draft.entities),
  people: ids(draft.people),
  bodies: ids(draft.bodies),
  sessions: ids(draft.sessions),
  places: ids(draft.places),
  documents: ids(draft.documents),
  bookings: new Map(draft.bookings.flatMap(({ value }) => (value ? [[value.code, value.forgetAt]] : []))),
  bodyOf: new Map(draft.sessions.flatMap(({ id, value }) => (id && value ? [[id, value.body]] : []))),
  seatsOf: new Map(
    draft.bodies.flatMap(({ id, seats, pastSeats }) =>
      id === null ? [] : [[id, ids([...seats, ...pastSeats])]],
    ),
  ),
  dissolved: new Map(
    draft.bodies.flatMap(({ id, value }) =>
      id !== null && value?.dissolved ? [[id, value.dissolved.date]] : [],
    ),
  ),
});

/** Things that stand there twice, by what makes each one what it is. */
export function* twice<T>(
  places: readonly Place<T>[],
  keyOf: (place: Place<T>) => string | null,
  field = ".id",
): Generator<Flaw> {
  const seen = new Set<string>();
  for (const place of places) {
    const key = keyOf(place);
    if (key === null) continue;
    if (seen.has(key)) yield { path: `${place.path}${field}`, message: "is there twice" };
    seen.add(key);
  }
}

/** What names the town, its body or its zone must name this one. */
export function* own(
  path: string,
  said: { readonly municipality?: string; readonly body?: string; readonly timeZone?: string },
  { town, body, timeZone }: { town: string | null; body?: string | null; timeZone?: string | null },
): Generator<Flaw> {
  if (said.municipality !== undefined && town !== null && said.municipality !== town)
    yield { path: `${path}.municipality`, message: `must be '${town}', the town of this document` };
  if (said.body !== undefined && typeof body === "string" && said.body !== body)
    yield { path: `${path}.body`, message: `must be '${body}', the body in which it stands` };
  if (said.timeZone !== undefined && typeof timeZone === "string" && said.timeZone !== timeZone)
    yield { path: `${path}.timeZone`, message: `must be '${timeZone}', the town's` };
}

/** What is named must be in the document. */
export function* there(
  path: string,
  kind: string,
  id: string | null | undefined,
  known: ReadonlySet<string>,
): Generator<Flaw> {
  if (id !== null && id !== undefined && !known.has(id))
    yield { path, message: `there is no ${kind} '${id}' in this document` };
}

/** What hangs on a session must be of its body, where it names one; seats that it names, seats of that. */
export function* ofItsBody(
  path: string,
  { session, body }: { readonly session: string; readonly body?: string },
  seats: readonly (readonly [at: string, seat: string | null | undefined])[],
  { bodyOf, seatsOf }: Ground,
): Generator<Flaw> {
  const is = bodyOf.get(session);
  if (body !== undefined && is !== undefined && body !== is)
    yield { path: `${path}.body`, message: `must be '${is}', the body of the session` };
  const known = seatsOf.get(is ?? "");
  for (const [at, seat] of known ? seats : []) yield* there(path + at, "seat", seat, known ?? new Set());
}

/** An interval must be able to begin before it ends, unless it was cut short by the end of its body. */
export function* ordered(
  path: string,
  interval: { readonly from: string | null; readonly until: string | null },
  cut: readonly (string | null | undefined)[] = [],
): Generator<Flaw> {
  if (!isOrdered(interval) && !cut.includes(interval.until)) yield { path: `${path}.until`, message: ORDER };
}

export function* zoned(path: string, timeZone: string): Generator<Flaw> {
  if (!isZone(timeZone))
    yield { path: `${path}.timeZone`, message: 'must be a zone of the IANA database like "Europe/Madrid"' };
}
