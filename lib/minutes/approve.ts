import { secretariat } from "../bodies/offices.ts";
import { findConvocation } from "../convocations/store.ts";
import { badInput, Refusal } from "../errors.ts";
import { ruleIn } from "../meetings/rule.ts";
import { allVotes, loadMeeting } from "../meetings/store.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import type { Operation } from "../platform/contract.ts";
import type { Table } from "../platform/dynamo.ts";
import { inLanguage } from "../platform/shapes.ts";
import { formatInstant } from "../platform/zone.ts";
import type { StoredFullSession } from "../sessions/model.ts";
import { findSession, loadSession } from "../sessions/store.ts";
import type { Approval, Minutes } from "./model.ts";
import type { minutes } from "./routes.ts";
import { inBrackets } from "./rule.ts";
import { shownMinutes } from "./show.ts";
import { go } from "./states.ts";
import { loadMinutes, putMinutes } from "./store.ts";
import { waitsNoMore } from "./waiting.ts";

/**
 * Puts on record that a session of the body approved circulated minutes (ROF 91.1; Llei 26/2010, 20.3; DL 2/2003, 110.3), or,
 * of a session that was not held, that the secretary signed its record (ROF 109.2). 400 where the session is none of the body,
 * 409 where it is not open or held, began before, or is none that the rules let approve them.
 */
export const approveMinutes: Operation<(typeof minutes)["approveMinutes"]> = async (
  { path, body: input },
  context,
) => {
  const { municipality, session: id, version: n } = path;
  const { table, now, permit, commit } = context;
  const session = await loadSession(table, municipality, id);
  await permit(secretariat, { municipality, body: session.body });
  const [{ language }, before, approving] = await Promise.all([
    loadMunicipality(table, municipality, "eventually"),
    loadMinutes(table, municipality, id, n),
    input.session === undefined ? null : findSession(table, municipality, input.session),
  ]);
  const isRecord = before.content.type === "record";
  const status = go(before.status, isRecord ? "sign" : "approve");
  const remarks = inLanguage(language, input.remarks);
  const common = { at: formatInstant(now), remarks };
  const approval: Approval = isRecord
    ? { how: "signature", session: null, article: before.checklist[0]?.article ?? null, ...common }
    : { how: "session", ...inSession(before, session, approving), ...common };
  if (isRecord && input.session !== undefined)
    throw badInput([["$.session", "leave it out: the record of a session not held is signed, not approved"]]);
  if (approving) await mustHaveHadThem(table, before, approving);
  const approved: Minutes = { ...before, status, approval, version: before.version + 1 };
  return commit(
    { status: 200, body: await shownMinutes(context, approved, "secretariat") },
    [putMinutes(approved, before.version), ...waitsNoMore(before)],
    { session: id, n, digest: before.digest, ...(approval.session !== null && { in: approval.session }) },
  );
};

/** 409 where that session was over before members had these minutes, or voted them down. */
async function mustHaveHadThem(
  table: Table,
  { session, circulatedAt }: Minutes,
  approving: StoredFullSession,
): Promise<void> {
  const { municipality, id, convocations } = approving;
  const [{ meeting }, votes, convocation] = await Promise.all([
    loadMeeting(table, municipality, id),
    allVotes(table, municipality, id),
    convocations === 0 ? null : findConvocation(table, municipality, id, convocations),
  ]);
  if (id !== session && meeting?.closedAt != null && circulatedAt !== null && meeting.closedAt < circulatedAt)
    throw new Refusal("wrong-state", "That session was closed before members were sent these minutes.");
  const item = convocation?.agenda?.items.find(({ minutes }) => minutes?.session === session)?.id;
  const last = votes.findLast((vote) => vote.item === item && vote.about === "matter");
  if (last && last.outcome !== "carried")
    throw new Refusal(
      "wrong-state",
      `That session voted on them, and they were not carried: ${last.outcome}.`,
    );
}

/**
 * The session that approves minutes, and the article that lets it. "The next" is read as any later one [R]: what the very next
 * one could not approve stays to be approved.
 */
function inSession(
  { rules }: Minutes,
  own: StoredFullSession,
  approving: StoredFullSession | null,
): Pick<Approval, "session" | "article"> {
  if (approving?.body !== own.body)
    throw badInput([["$.session", "must be the session of this body that approved them"]]);
  const rule = ruleIn(rules, "minutesApproval");
  const no = (why: string): never => {
    throw new Refusal("wrong-state", `${why}${inBrackets(rule)}.`);
  };
  if (approving.status !== "open" && approving.status !== "held")
    no(`A session approves minutes while it is open or once it is held; that one is ${approving.status}`);
  if (approving.id === own.id) {
    if (rule && rule.value !== "same-or-next-session") no("A session does not approve its own minutes here");
  } else if (startOf(approving) < startOf(own))
    no("That session was before the one that these are minutes of");
  else if (rule?.value === "next-ordinary-session" && approving.kind !== "ordinary")
    no(`An ordinary session approves minutes here; that one is ${approving.kind}`);
  return { session: approving.id, article: rule?.article ?? null };
}

const startOf = ({ start, startUtc }: StoredFullSession): string => startUtc ?? start;
