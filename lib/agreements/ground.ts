import { findAgenda } from "../agendas/store.ts";
import { challengeStore } from "../challenges/store.ts";
import { findConvocation } from "../convocations/store.ts";
import { badInput, Refusal } from "../errors.ts";
import { Meeting } from "../meetings/model.ts";
import { allVotes } from "../meetings/store.ts";
import { Vote } from "../meetings/vote-model.ts";
import { planStore } from "../plans/store.ts";
import type { Table } from "../platform/dynamo.ts";
import type { Write } from "../platform/writes.ts";
import type { StoredFullSession } from "../sessions/model.ts";
import { keys } from "../table.ts";
import type { Key } from "../table.ts";
import type { AgreementInput } from "./input-model.ts";
import type { Responsible, StoredAgreement } from "./model.ts";

type Fault = [path: string, message: string];

/** The item and the vote that an agreement rests on; 400 with all that is wrong with them. */
export async function adoptedBy(
  table: Table,
  session: StoredFullSession,
  { item, vote: n }: Pick<AgreementInput, "item" | "vote">,
): Promise<Pick<StoredAgreement, "item" | "vote">> {
  const [known, vote] = await Promise.all([
    item === null ? null : itemsOf(table, session),
    n === null ? null : findVote(table, session, n),
  ]);
  const faults: Fault[] = [];
  if (item !== null && !known?.includes(item))
    faults.push(["$.item", "is not an item that this session dealt with"]);
  if (n !== null && !vote) faults.push(["$.vote", "is not a vote of this session"]);
  if (vote && vote.outcome !== "carried") faults.push(["$.vote", `was not carried: it is ${vote.outcome}`]);
  if (vote && vote.about !== "matter")
    faults.push(["$.vote", "was about whether to deal with it at all, and not about the matter"]);
  if (vote && item !== null && vote.item !== item)
    faults.push(["$.vote", `was about '${vote.item}', another item`]);
  if (faults.length > 0) throw badInput(faults);
  if (item !== null && n === null) await mustNotBeRejected(table, session, item);
  return { item: item ?? vote?.item ?? null, vote: n };
}

/** Without a vote something is agreed by assent; where it was voted on, by the vote that carried it. */
async function mustNotBeRejected(
  table: Table,
  { municipality, id }: StoredFullSession,
  item: string,
): Promise<void> {
  const votes = (await allVotes(table, municipality, id)).filter((vote) => vote.item === item);
  const lacks = (wanted: Vote["about"]): boolean => {
    const own = votes.filter(({ about }) => about === wanted);
    return own.length > 0 && own.every(({ outcome }) => outcome !== "carried");
  };
  if (lacks("matter") || lacks("urgency"))
    throw badInput([["$.item", "was voted on, and nothing about it was carried"]]);
}

async function findVote(
  table: Table,
  { municipality, id }: StoredFullSession,
  n: number,
): Promise<Vote | null> {
  const found = await table.get(keys.vote(municipality, id, n));
  return found ? Vote.parse(found) : null;
}

/** The items that a session dealt with: those of the meeting, else those of its convocation, else of its agenda. */
async function itemsOf(table: Table, session: StoredFullSession): Promise<string[]> {
  const { municipality: town, id, convocations } = session;
  const meeting = await table.get(keys.meeting(town, id));
  if (meeting) return Meeting.parse(meeting).items.map((each) => each.id);
  const convened = convocations === 0 ? null : await findConvocation(table, town, id, convocations);
  const agenda = convened?.agenda ?? (await findAgenda(table, town, id));
  return (agenda?.items ?? []).map((each) => each.id);
}

type Leading = Pick<StoredAgreement, "municipality" | "body" | "responsible" | "follows" | "challenge">;

/** The writes that hold an agreement to what it newly names; 400 where the plan has no such element. */
export async function mustLeadSomewhere(
  table: Table,
  before: Leading | null,
  after: Leading,
): Promise<Write[]> {
  const { municipality: town, body, responsible, follows, challenge } = after;
  const isNew = (name: keyof Leading): boolean =>
    JSON.stringify(before?.[name] ?? null) !== JSON.stringify(after[name]);
  const newPlan = isNew("follows") ? follows : null;
  if (newPlan) {
    const plan = await planStore.find(table, town, newPlan.plan);
    if (plan && !plan.elements.some(({ id }) => id === newPlan.element))
      throw badInput([["$.follows.element", `is not an element of the plan '${newPlan.plan}'`]]);
  }
  return [
    ...(newPlan ? [planStore.mustBeThere(town, newPlan.plan)] : []),
    ...(challenge !== null && isNew("challenge") ? [challengeStore.mustBeThere(town, challenge)] : []),
    ...(responsible && isNew("responsible") ? isThere(town, body, responsible) : []),
  ];
}

const guard = (check: Key, what: string): Write[] => [
  {
    check,
    when: "present",
    otherwise: new Refusal("not-found", `There is no ${what}: take it in first, or name another.`),
  },
];

function isThere(town: string, body: string, responsible: Responsible): Write[] {
  if ("seat" in responsible)
    return guard(keys.seat(town, body, responsible.seat), `seat '${responsible.seat}' of '${body}'`);
  if ("body" in responsible) return guard(keys.body(town, responsible.body), `body '${responsible.body}'`);
  if ("entity" in responsible)
    return guard(keys.entity(town, responsible.entity), `entity '${responsible.entity}'`);
  return [];
}
