import { isZone, parseInstant } from "../platform/zone.ts";
import type { StoredSeries } from "../series/model.ts";
import type { StoredFullSession } from "../sessions/model.ts";
import { slotFaults } from "../sessions/slots.ts";
import { startUtcOf } from "../sessions/time.ts";
import { own, there, twice, zoned } from "./checks-ground.ts";
import type { Ground } from "./checks-ground.ts";
import type { Flaw } from "./document-model.ts";
import type { Draft } from "./draft.ts";
import { MOST_MONTHS } from "./gone.ts";

/** Series, each with its claim on the beginnings of its sessions' ids: no two of them may begin alike. */
export function* seriesFlaws(draft: Draft, ground: Ground): Generator<Flaw> {
  const claimed = new Set(ground.bodies);
  for (const { id: body, series } of draft.bodies)
    for (const { path, id, value } of series) {
      const prefix = `${body}-${id}`;
      if (id !== null && claimed.has(prefix))
        yield { path: `${path}.id`, message: `is there twice, or a body is called '${prefix}'` };
      claimed.add(prefix);
      if (!value) continue;
      yield* own(path, { municipality: value.municipality, body: value.body }, { town: ground.town, body });
      yield* zoned(path, value.timeZone);
      if (value.horizonMonths < 1 || value.horizonMonths > MOST_MONTHS)
        yield { path: `${path}.horizonMonths`, message: `must be from 1 to ${MOST_MONTHS}` };
      yield* segmentFlaws(`${path}.segments`, value, ground);
    }
}

function* segmentFlaws(path: string, { segments }: StoredSeries, { places }: Ground): Generator<Flaw> {
  if (segments.length === 0) yield { path, message: "must not be empty" };
  for (const [i, { from, start, duration, slots, place }] of segments.entries()) {
    yield* there(`${path}[${i}].place.place`, "place", place?.place, places);
    const isNext = from !== null && from > (segments[i - 1]?.from ?? "");
    if (i === 0 ? from !== null : !isNext)
      yield {
        path: `${path}[${i}].from`,
        message: "must be null in the first segment, and grow from there on",
      };
    for (const [field, message] of slotFaults(start, duration, slots))
      yield { path: `${path}[${i}]${field.slice(1)}`, message };
  }
}

/** What members asked for must be a session of their body. */
export function* requestFlaws(draft: Draft, ground: Ground): Generator<Flaw> {
  for (const { id: body, requests } of draft.bodies) {
    yield* twice(requests, ({ value }) => value && `${value.on} ${value.session}`, "");
    for (const { path, value } of requests) {
      if (!value) continue;
      yield* own(path, value, { town: ground.town, body });
      yield* there(`${path}.session`, "session", value.session, ground.sessions);
    }
  }
}

const HOURS_APART = 3 * 3_600_000; // rules of a zone may have changed since it was stored

export function* sessionFlaws(draft: Draft, ground: Ground): Generator<Flaw> {
  yield* twice<unknown>(draft.sessions, ({ id }) => id);
  const series = new Set(draft.bodies.flatMap((body) => body.series.map(({ id }) => `${body.id} ${id}`)));
  for (const { path, value } of draft.sessions) {
    if (!value) continue;
    yield* own(path, { municipality: value.municipality }, ground);
    yield* there(`${path}.body`, "body", value.body, ground.bodies);
    yield* there(`${path}.place.place`, "place", value.place?.place, ground.places);
    if (
      value.series !== null &&
      ground.bodies.has(value.body) &&
      !series.has(`${value.body} ${value.series}`)
    )
      yield {
        path: `${path}.series`,
        message: `there is no series '${value.series}' of '${value.body}' in this document`,
      };
    yield* idFlaws(path, value);
    yield* timeFlaws(path, value);
  }
}

function* idFlaws(path: string, { id, body, series, recurrenceDate }: StoredFullSession): Generator<Flaw> {
  if ((series === null) !== (recurrenceDate === null))
    yield { path: `${path}.recurrenceDate`, message: "goes with a series, and only there" };
  else if (series !== null && id !== `${body}-${series}-${recurrenceDate}`)
    yield { path: `${path}.id`, message: "must be made of body, series and recurrence date" };
  else if (!id.startsWith(`${body}-`))
    yield { path: `${path}.id`, message: `must begin with '${body}-', its body` };
}

function* timeFlaws(path: string, session: StoredFullSession): Generator<Flaw> {
  const { start, startUtc, timeZone, duration, slots, updatedAt } = session;
  yield* zoned(path, timeZone);
  const expected = isZone(timeZone) ? parseInstant(startUtcOf(start, timeZone) ?? "") : null;
  const said = startUtc === null ? null : (parseInstant(startUtc) ?? NaN);
  const isRight =
    said === null || expected === null ? said === expected : Math.abs(said - expected) <= HOURS_APART;
  if (isZone(timeZone) && !isRight)
    yield {
      path: `${path}.startUtc`,
      message: "must be the instant of `start` in `timeZone`, null where only a part is known",
    };
  if (parseInstant(updatedAt) === null)
    yield { path: `${path}.updatedAt`, message: 'must be an instant like "2015-12-04T17:30:00Z"' };
  for (const [field, message] of slotFaults(start, duration, slots))
    yield { path: path + field.slice(1), message };
}
