import type { StoredAgenda } from "../agendas/model.ts";
import { findAgenda } from "../agendas/store.ts";
import { missingFor } from "../agendas/missing.ts";
import type { Missing } from "../agendas/model.ts";
import type { BodyRules } from "../law/model.ts";
import { rulesOn } from "../law/store.ts";
import type { Municipality } from "../municipalities/model.ts";
import type { Table } from "../platform/dynamo.ts";
import type { StoredFullSession } from "../sessions/model.ts";
import { membersOn } from "./members.ts";
import { deadlineOf, limitsOf, noticeFor } from "./deadline.ts";
import type { Deadline } from "./model.ts";

/** How the convocation of a session stands. */
export interface Preparation {
  readonly agenda: StoredAgenda | null;
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
  const [found, rules] = await Promise.all([
    findAgenda(table, town.id, session.id),
    rulesOn(table, town.id, session.body, session.start.slice(0, 10)),
  ]);
  const agenda = found && withOrder ? { ...found, order: withOrder } : found;
  const limits = await limitsOf(table, session, noticeFor(rules, session.kind), town.areas);
  return {
    agenda,
    rules,
    hasMembers: await hasMembers(table, session),
    missing: missingFor(agenda, session, rules, now),
    deadline: limits && (await deadlineOf(table, session, limits)),
  };
}
