import type { StoredAgenda } from "../agendas/model.ts";
import { findAgenda } from "../agendas/store.ts";
import { missingFor } from "../agendas/missing.ts";
import type { Missing } from "../agendas/model.ts";
import type { BodyRules } from "../law/model.ts";
import { rulesOn } from "../law/store.ts";
import type { Municipality } from "../municipalities/model.ts";
import { proposedItems, waitingOf, withProposed } from "../minutes/waiting.ts";
import type { Table } from "../platform/dynamo.ts";
import type { StoredFullSession } from "../sessions/model.ts";
import { membersOn } from "./members.ts";
import { deadlineOf, limitsOf, noticeFor } from "./deadline.ts";
import type { Deadline } from "./model.ts";

/** How the convocation of a session stands. */
export interface Preparation {
  /** With the minutes that wait to be approved (ROF 80.2). */
  readonly agenda: StoredAgenda | null;
  /** As the secretary wrote it. */
  readonly draft: StoredAgenda | null;
  readonly rules: BodyRules | null;
  readonly missing: readonly Missing[];
  /** Whether there is anyone to be told. */
  readonly hasMembers: boolean;
  /** Null where no rule asks for a notice. */
  readonly deadline: Deadline | null;
}

async function hasMembers(table: Table, { municipality, body, start }: StoredFullSession): Promise<boolean> {
  for await (const group of membersOn(table, municipality, body, start.slice(0, 10)))
    if (group.length > 0) return true;
  return false;
}

/** What a convocation of this session would rest on. `withOrder` is recorded with it, where it is not yet. */
export async function prepare(
  table: Table,
  town: Municipality,
  session: StoredFullSession,
  now: number,
  withOrder?: StoredAgenda["order"],
): Promise<Preparation> {
  const [found, rules, waiting] = await Promise.all([
    findAgenda(table, town.id, session.id),
    rulesOn(table, town.id, session.body, session.start.slice(0, 10)),
    waitingOf(table, town.id, session.body),
  ]);
  const draft = found && withOrder ? { ...found, order: withOrder } : found;
  const agenda = draft && withProposed(draft, proposedItems(draft, session, waiting));
  const limits = await limitsOf(table, session, noticeFor(rules, session.kind), town.areas);
  return {
    agenda,
    draft,
    rules,
    hasMembers: await hasMembers(table, session),
    missing: missingFor(agenda, session, rules, now),
    deadline: limits && (await deadlineOf(table, session, limits)),
  };
}
