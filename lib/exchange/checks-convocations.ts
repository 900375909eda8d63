import { versionFaults } from "../convocations/verify.ts";
import type { Convocation } from "../convocations/model.ts";
import { ofItsBody, own, there, twice } from "./checks-ground.ts";
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
  for (const { path, value } of [...draft.convocations, ...draft.alerts])
    if (value) yield* ofItsBody(path, value, [], ground);
  yield* versionsFlaws(draft);
  yield* answerFlaws(draft, ground);
  yield* excuseFlaws(draft, ground);
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
function* answerFlaws({ answers, sessions }: Draft, ground: Ground): Generator<Flaw> {
  const counts = new Map(sessions.map(({ id, value }) => [id, value?.convocations]));
  for (const { path, value } of answers) {
    if (!value) continue;
    yield* ofItsBody(path, { session: value.session }, [[".seat", value.seat]], ground);
    const count = counts.get(value.session);
    if (count !== undefined && (value.n < 1 || value.n > count))
      yield { path: `${path}.n`, message: `must be a version of the session's convocation: 1 to ${count}` };
  }
}

const nameOf = (each: { session: string; seat: string }, person: string | null): string =>
  [person, each.session, each.seat].join(" ");

/** Why somebody does not come goes with their answer: with another one it would have been forgotten. */
function* excuseFlaws({ excuses, answers }: Draft, ground: Ground): Generator<Flaw> {
  yield* ofSessions(excuses, ({ person, seat }) => [person, seat], ground);
  const areRead = answers.every(({ value }) => value);
  const answered = new Set(answers.map(({ value }) => value && nameOf(value, value.excuse)));
  for (const { path, value } of excuses) {
    if (!value) continue;
    yield* there(`${path}.person`, "person", value.person, ground.people);
    if (areRead && !answered.has(nameOf(value, value.person)))
      yield { path, message: "there is no answer in this document that it was given with" };
  }
}
