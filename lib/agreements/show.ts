import { membership } from "../bodies/offices.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import type { Asked, Context, Route } from "../platform/contract.ts";
import type { Table } from "../platform/dynamo.ts";
import { dateAt } from "../platform/zone.ts";
import { loadSessions } from "../sessions/store.ts";
import { approvedOf } from "./minutes.ts";
import type { Agreement, StoredAgreement } from "./model.ts";
import { isPending } from "./states.ts";

/** Whether it was to be done before a day, and is not. */
export const isOverdue = ({ due, state }: Pick<StoredAgreement, "due" | "state">, today: string): boolean =>
  due !== null && due < today && isPending(state);

/** Today on a town's clock. */
export async function todayIn({ table, now }: Pick<Context, "table" | "now">, town: string): Promise<string> {
  const { timeZone } = await loadMunicipality(table, town, "eventually");
  return dateAt(now, timeZone);
}

/** Whether the caller belongs to a body, as a member or in an office. */
export const isInside = async (
  { allows }: Pick<Context, "allows">,
  { caller }: Pick<Asked<Route>, "caller">,
  place: { municipality: string; body: string },
): Promise<boolean> => caller !== null && (await allows(membership, place));

const sessionsOf = (all: readonly StoredAgreement[]): string[] => [
  ...new Set(all.map(({ session }) => session)),
];

/**
 * Agreements as whoever asks may see them. Members see all; everyone those that are public, of sessions that are over,
 * without the notes; each says whether the minutes are approved, so that nobody takes it for final before.
 */
export async function shown(
  context: Pick<Context, "table" | "now">,
  town: string,
  agreements: readonly StoredAgreement[],
  isMember: boolean,
): Promise<Agreement[]> {
  const { table } = context;
  const visible = isMember ? agreements : await publicOf(table, town, agreements);
  const [today, approved] = await Promise.all([
    todayIn(context, town),
    approvedOf(table, town, sessionsOf(visible)),
  ]);
  return visible.map((each) => ({
    ...each,
    note: isMember ? each.note : null,
    overdue: isOverdue(each, today),
    minutesApproved: approved.has(each.session),
  }));
}

async function publicOf(
  table: Table,
  town: string,
  agreements: readonly StoredAgreement[],
): Promise<StoredAgreement[]> {
  const open = agreements.filter(({ access }) => access === "public");
  const sessions = await loadSessions(table, town, sessionsOf(open));
  const held = new Set(sessions.filter(({ status }) => status === "held").map((session) => session.id));
  return open.filter(({ session }) => held.has(session));
}
