import type { Meeting } from "../meetings/model.ts";
import type { Vote } from "../meetings/vote-model.ts";
import { ofSessions } from "./checks-convocations.ts";
import { ofItsBody } from "./checks-ground.ts";
import type { Ground } from "./checks-ground.ts";
import type { Flaw } from "./document-model.ts";
import type { Draft, Place } from "./draft.ts";

/** How sessions were held, who came, what was voted. Of who sat in for others the opaque ids stay on record. */
export function* meetingFlaws(draft: Draft, ground: Ground): Generator<Flaw> {
  const { meetings, attendance, votes } = draft;
  yield* ofSessions(meetings, () => [], ground);
  yield* ofSessions(attendance, ({ seat }) => [seat], ground);
  yield* ofSessions(votes, ({ n }) => [n], ground);
  for (const { path, value } of meetings) {
    if (!value) continue;
    const { presiding, secretary, spokespersons } = value;
    const named = spokespersons.map((seat, i) => [`.spokespersons[${i}]`, seat] as const);
    const offices = [
      [".presiding.seat", presiding?.seat],
      [".secretary.seat", secretary?.seat],
    ] as const;
    yield* ofItsBody(path, value, [...named, ...offices], ground);
    yield* countFlaws(path, value, votes);
  }
  for (const { path, value } of attendance)
    if (value) yield* ofItsBody(path, { session: value.session }, [[".seat", value.seat]], ground);
  yield* onRecord(draft, draft.votes);
  const held = new Map(meetings.flatMap(({ value }) => (value ? [[value.session, value]] : [])));
  for (const { path, value } of votes) if (value) yield* voteFlaws(path, value, held, ground);
}

/** What is said of a session that was held, or was to be: there must be the record of it. */
export function* onRecord(
  { meetings }: Draft,
  places: readonly Place<{ readonly session: string }>[],
): Generator<Flaw> {
  if (!meetings.every(({ value }) => value)) return;
  const held = new Set(meetings.map(({ value }) => value?.session));
  for (const { path, value } of places)
    if (value && !held.has(value.session))
      yield { path: `${path}.session`, message: `there is no record of '${value.session}' in this document` };
}

function* countFlaws(
  path: string,
  { session, votes: count }: Meeting,
  votes: readonly Place<Vote>[],
): Generator<Flaw> {
  // Where one cannot be read, nobody knows which is missing.
  if (!votes.every(({ value }) => value)) return;
  const found = numbersOf(votes, session);
  if (found.length !== count || found.some((n, i) => n !== i + 1))
    yield {
      path: `${path}.votes`,
      message: `must count the session's votes in this document: ${found.join(", ") || "none"}`,
    };
}

/** By number, what there is of a session that counts. */
export const numbersOf = (
  places: readonly Place<{ readonly session: string; readonly n: number }>[],
  session: string,
): number[] =>
  places.flatMap(({ value }) => (value?.session === session ? [value.n] : [])).toSorted((a, b) => a - b);

function* voteFlaws(
  path: string,
  vote: Vote,
  held: ReadonlyMap<string, Meeting>,
  ground: Ground,
): Generator<Flaw> {
  const { session, n, item, ballots, dissent, repeats } = vote;
  const meeting = held.get(session);
  if (meeting && !meeting.items.some(({ id }) => id === item))
    yield { path: `${path}.item`, message: `is no item that '${session}' dealt with` };
  if (repeats !== null && (repeats < 1 || repeats >= n))
    yield { path: `${path}.repeats`, message: "must be a vote before this one" };
  const named = ballots.map(({ seat }, i) => [`.ballots[${i}].seat`, seat] as const);
  const against = dissent.map((seat, i) => [`.dissent[${i}]`, seat] as const);
  yield* ofItsBody(path, { session }, [...named, ...against], ground);
}
