import type { StoredAgreement } from "../agreements/model.ts";
import { ofSessions } from "./checks-convocations.ts";
import { ofItsBody, there } from "./checks-ground.ts";
import type { Ground } from "./checks-ground.ts";
import { numbersOf } from "./checks-meetings.ts";
import type { Flaw } from "./document-model.ts";
import type { Draft } from "./draft.ts";

/** What sessions agreed: by which vote, who sees to it, which plan and challenge it leads to. */
export function* agreementFlaws(draft: Draft, ground: Ground): Generator<Flaw> {
  const { agreements } = draft;
  yield* ofSessions(agreements, ({ n }) => [n], ground);
  const areRead = agreements.every(({ value }) => value);
  for (const { path, value } of agreements) {
    if (!value) continue;
    const { responsible } = value;
    const seat = responsible && "seat" in responsible ? responsible.seat : null;
    yield* ofItsBody(path, value, [[".responsible.seat", seat]], ground);
    if (responsible && "body" in responsible)
      yield* there(`${path}.responsible.body`, "body", responsible.body, ground.bodies);
    if (responsible && "entity" in responsible)
      yield* there(`${path}.responsible.entity`, "entity", responsible.entity, ground.entities);
    yield* there(`${path}.challenge`, "challenge", value.challenge, ground.challenges);
    yield* planFlaws(path, value, draft, ground);
    yield* voteFlaws(path, value, draft);
    // They are counted: of what is read by number, none may be missing.
    if (areRead && value.n > 1 && !numbersOf(agreements, value.session).includes(value.n - 1))
      yield { path: `${path}.n`, message: "the agreement before it is not in this document" };
  }
}

function* planFlaws(
  path: string,
  { follows }: StoredAgreement,
  { plans }: Draft,
  ground: Ground,
): Generator<Flaw> {
  if (!follows) return;
  yield* there(`${path}.follows.plan`, "plan", follows.plan, ground.plans);
  const plan = plans.find(({ id }) => id === follows.plan)?.value;
  if (plan && !plan.elements.some(({ id }) => id === follows.element))
    yield { path: `${path}.follows.element`, message: `is not an element of the plan '${follows.plan}'` };
}

function* voteFlaws(
  path: string,
  { session, vote: n, item }: StoredAgreement,
  { votes }: Draft,
): Generator<Flaw> {
  if (n === null || !votes.every(({ value }) => value)) return;
  const vote = votes.find(({ value }) => value?.session === session && value.n === n)?.value;
  if (!vote)
    yield { path: `${path}.vote`, message: `there is no vote ${n} of '${session}' in this document` };
  else if (item !== null && vote.item !== item)
    yield { path: `${path}.vote`, message: `was about '${vote.item}', another item` };
}
