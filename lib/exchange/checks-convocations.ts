import { versionFaults } from "../convocations/verify.ts";
import type { Convocation } from "../convocations/model.ts";
import { own, there, twice } from "./checks-ground.ts";
import type { Ground } from "./checks-ground.ts";
import type { Flaw } from "./document-model.ts";
import type { Draft, Place } from "./draft.ts";

/** What hangs on a session by its id. */
interface OfSession {
  readonly municipality: string;
  readonly session: string;
}

/** Things of sessions, each with what makes it the only one of its kind. */
export function* ofSessions<T extends OfSession>(
  places: readonly Place<T>[],
  keyOf: (each: T) => readonly (string | number)[],
  ground: Ground,
): Generator<Flaw> {
  yield* twice(places, ({ value }) => value && JSON.stringify([value.session, ...keyOf(value)]), "");
  for (const { path, value } of places) {
    if (!value) continue;
    yield* own(path, { municipality: value.municipality }, ground);
    yield* there(`${path}.session`, "session", value.session, ground.sessions);
  }
}

/** What sessions are convened with, what members answered, and what secretaries wait for. */
export function* conveningFlaws(draft: Draft, ground: Ground): Generator<Flaw> {
  yield* ofSessions(draft.agendas, () => [], ground);
  yield* ofSessions(draft.convocations, ({ n }) => [n], ground);
  yield* ofSessions(draft.answers, ({ seat }) => [seat], ground);
  yield* ofSessions(draft.outlooks, () => [], ground);
  yield* ofSessions(draft.alerts, ({ code }) => [code], ground);
  const bodies = new Map(draft.sessions.map(({ id, value }) => [id, value?.body]));
  for (const { path, value } of [...draft.convocations, ...draft.alerts]) {
    const body = value && bodies.get(value.session);
    if (value && body !== undefined && body !== value.body)
      yield { path: `${path}.body`, message: `must be '${body ?? ""}', the body of the session` };
  }
  yield* versionsFlaws(draft);
  yield* answerFlaws(draft, bodies);
}

/** The versions of each session's convocation: as many as it says, none altered, each after the one before. */
function* versionsFlaws({ sessions, convocations }: Draft): Generator<Flaw> {
  const versions = new Map<string, Map<number, Convocation>>();
  for (const { value } of convocations)
    if (value) versions.set(value.session, (versions.get(value.session) ?? new Map()).set(value.n, value));
  // Where one cannot be read, nobody knows which is missing.
  const areRead = convocations.every(({ value }) => value);
  for (const { path, value } of convocations) {
    if (!value) continue;
    const before = versions.get(value.session)?.get(value.n - 1) ?? null;
    const isFollowed = areRead && (value.n === 1 || before !== null);
    for (const [field, message] of versionFaults(value, isFollowed ? before : undefined))
      yield { path: `${path}.${field}`, message };
  }
  for (const { path, value } of areRead ? sessions : []) {
    const found = [...(versions.get(value?.id ?? "")?.keys() ?? [])].toSorted((one, other) => one - other);
    const isWhole = found.length === value?.convocations && found.every((n, i) => n === i + 1);
    if (value && !isWhole)
      yield {
        path: `${path}.convocations`,
        message: `must count the session's convocations in this document: ${found.join(", ") || "none"}`,
      };
  }
}

/** Answers of seats that are there, or were, to a version that there is. */
function* answerFlaws(
  { answers, sessions, bodies: all }: Draft,
  bodies: ReadonlyMap<string | null, string | undefined>,
): Generator<Flaw> {
  const seats = new Map(
    all.map(({ id, seats: present, pastSeats }) => [
      id,
      new Set([...present, ...pastSeats].map((seat) => seat.id ?? "")),
    ]),
  );
  const counts = new Map(sessions.map(({ id, value }) => [id, value?.convocations]));
  for (const { path, value } of answers) {
    if (!value) continue;
    const ofBody = seats.get(bodies.get(value.session) ?? null);
    if (ofBody) yield* there(`${path}.seat`, "seat", value.seat, ofBody);
    const count = counts.get(value.session);
    if (count !== undefined && (value.n < 1 || value.n > count))
      yield { path: `${path}.n`, message: `must be a version of the session's convocation: 1 to ${count}` };
  }
}
