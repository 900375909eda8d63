import type { AgreementRef } from "../agreements/id-model.ts";
import type { Proposal } from "../agreements/model.ts";
import { isOverdue, todayIn } from "../agreements/show.ts";
import { loadAgreements, pendingAgreements } from "../agreements/store.ts";
import { secretariat } from "../bodies/offices.ts";
import { badInput } from "../errors.ts";
import type { Context, Operation } from "../platform/contract.ts";
import type { Table } from "../platform/dynamo.ts";
import type { StoredFullSession } from "../sessions/model.ts";
import { loadSession } from "../sessions/store.ts";
import type { FrozenAgenda } from "./model.ts";
import type { agendas } from "./routes.ts";
import { findAgenda } from "./store.ts";

export const listProposals: Operation<(typeof agendas)["listProposals"]> = async ({ path }, context) => {
  const { municipality: town, session: id } = path;
  const session = await loadSession(context.table, town, id);
  await context.permit(secretariat, { municipality: town, body: session.body });
  const agenda = await findAgenda(context.table, town, id);
  return { status: 200, body: { proposals: await proposalsFor(context, session, agenda) } };
};

/** What the body of a session agreed before and has still to do, without what the agenda takes up already. */
export async function proposalsFor(
  context: Pick<Context, "table" | "now">,
  { municipality: town, body, id }: StoredFullSession,
  agenda: FrozenAgenda | null,
): Promise<Proposal[]> {
  const [today, pending] = await Promise.all([
    todayIn(context, town),
    pendingAgreements(context.table, town, body),
  ]);
  const isTakenUp = ({ session, n }: Pick<Proposal, "session" | "n">): boolean =>
    (agenda?.items ?? []).some(({ agreement: of }) => of?.session === session && of.n === n);
  return pending
    .filter((each) => each.session !== id && !isTakenUp(each))
    .map(({ session, n, text, responsible, due, state }) => {
      const overdue = isOverdue({ due, state }, today);
      return { session, n, text, responsible, due, state, overdue };
    });
}

const nameOf = ({ session, n }: AgreementRef): string => `${session} ${n}`;

/** 400 where an item takes up what no session of this body agreed. An agreement that is there never goes. */
export async function mustNameAgreements(
  table: Table,
  { municipality: town, body }: StoredFullSession,
  { items }: FrozenAgenda,
): Promise<void> {
  const refs = new Map(items.flatMap(({ agreement }) => (agreement ? [[nameOf(agreement), agreement]] : [])));
  const found = await loadAgreements(table, town, [...refs.values()]);
  const own = new Set(found.filter((each) => each.body === body).map(nameOf));
  const faults = items.flatMap(({ agreement }, i): [string, string][] =>
    agreement && !own.has(nameOf(agreement))
      ? [[`$.items[${i}].agreement`, `is nothing that '${body}' agreed`]]
      : [],
  );
  if (faults.length > 0) throw badInput(faults);
}
