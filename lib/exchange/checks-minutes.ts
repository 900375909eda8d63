import { digestOf } from "../ledger/chain.ts";
import type { Minutes } from "../minutes/model.ts";
import { ofSessions } from "./checks-convocations.ts";
import { ofItsBody, there } from "./checks-ground.ts";
import type { Ground } from "./checks-ground.ts";
import { numbersOf, onRecord } from "./checks-meetings.ts";
import type { Flaw } from "./document-model.ts";
import type { Draft } from "./draft.ts";

/** Minutes by their digests, each version after the one before; what members said of them, and opinions of who dissents. */
export function* minutesFlaws(draft: Draft, ground: Ground): Generator<Flaw> {
  const { minutes, conformities, opinions } = draft;
  yield* ofSessions(minutes, ({ n }) => [n], ground);
  yield* ofSessions(conformities, ({ n, seat }) => [n, seat], ground);
  yield* ofSessions(opinions, ({ seat }) => [seat], ground);
  yield* onRecord(draft, minutes);
  yield* onRecord(draft, opinions);
  for (const { path, value } of minutes) {
    if (!value) continue;
    yield* ofItsBody(path, value, [], ground);
    yield* versionFlaws(path, value);
    yield* there(`${path}.approval.session`, "session", value.approval?.session, ground.sessions);
  }
  yield* sequenceFlaws(draft);
  yield* agreedFlaws(draft);
  const areRead = minutes.every(({ value }) => value);
  for (const { path, value } of conformities) {
    if (!value) continue;
    yield* ofItsBody(path, { session: value.session }, [[".seat", value.seat]], ground);
    if (areRead && !numbersOf(minutes, value.session).includes(value.n))
      yield { path: `${path}.n`, message: "there is no such version of the minutes in this document" };
  }
  for (const { path, value } of opinions)
    if (value) yield* ofItsBody(path, value, [[".seat", value.seat]], ground);
}

function* versionFlaws(path: string, { n, basedOn, content, digest, session }: Minutes): Generator<Flaw> {
  if (digestOf(content) !== digest) yield { path: `${path}.digest`, message: "its content was altered" };
  if (content.session !== session)
    yield { path: `${path}.content.session`, message: `must be '${session}', as the minutes say` };
  if (basedOn !== n - 1) yield { path: `${path}.basedOn`, message: "must be the version before it" };
}

/** What may still change is the latest version alone: two that wait would be one line among those of their body. */
function* sequenceFlaws({ minutes }: Draft): Generator<Flaw> {
  if (!minutes.every(({ value }) => value)) return;
  for (const { path, value } of minutes) {
    if (!value) continue;
    const { session, n, status } = value;
    const found = numbersOf(minutes, session);
    if (n > 1 && !found.includes(n - 1))
      yield { path: `${path}.n`, message: "the version before it is not in this document" };
    if ((status === "draft" || status === "circulated") && found.at(-1) !== n)
      yield { path: `${path}.status`, message: "a later version leaves it superseded" };
  }
}

/** Whoever agrees with a version said so, of it or of the one that it puts right: corrections keep what was said. */
function* agreedFlaws({ minutes, conformities }: Draft): Generator<Flaw> {
  if (!conformities.every(({ value }) => value)) return;
  const said = new Set(conformities.map(({ value }) => value?.agrees && nameOf(value, value.n, value.seat)));
  const isSaid = (of: Minutes, seat: string): boolean =>
    said.has(nameOf(of, of.n, seat)) ||
    of.corrections.some(({ corrects }) => said.has(nameOf(of, corrects, seat)));
  for (const { path, value } of minutes)
    for (const [i, seat] of (value?.agreed ?? []).entries())
      if (value && !isSaid(value, seat))
        yield { path: `${path}.agreed[${i}]`, message: "nobody on this seat said so in this document" };
}

const nameOf = ({ session }: { readonly session: string }, n: number, seat: string): string =>
  [session, n, seat].join(" ");
