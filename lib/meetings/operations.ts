import { membership, secretariat } from "../bodies/offices.ts";
import { Refusal } from "../errors.ts";
import type { Operation } from "../platform/contract.ts";
import { formatInstant } from "../platform/zone.ts";
import { loadSession } from "../sessions/store.ts";
import { opensAt } from "./attend.ts";
import { checkInCode } from "./check-in.ts";
import { groundOf } from "./ground.ts";
import { officesNow } from "./preside.ts";
import { atThisCall, quorumNow } from "./quorum.ts";
import type { meetings } from "./routes.ts";
import { shownMeeting } from "./show.ts";
import { allVotes, loadMeeting } from "./store.ts";

export { closeMeeting } from "./close.ts";
export { openMeeting } from "./open.ts";
export { putAttendance } from "./take-attendance.ts";
export { createVote } from "./vote.ts";

type Chart = typeof meetings;

export const listAttendance: Operation<Chart["listAttendance"]> = async ({ path }, { table, permit }) => {
  const { municipality, session: id } = path;
  const [{ body }, { meeting, attendance }] = await Promise.all([
    loadSession(table, municipality, id),
    loadMeeting(table, municipality, id),
  ]);
  await permit(membership, { municipality, body });
  return { status: 200, body: { meeting: meeting && shownMeeting(meeting), items: attendance } };
};

export const getQuorum: Operation<Chart["getQuorum"]> = async ({ path }, { table, now, permit }) => {
  const { municipality, session: id } = path;
  const [session, { meeting, attendance }] = await Promise.all([
    loadSession(table, municipality, id),
    loadMeeting(table, municipality, id),
  ]);
  await permit(membership, { municipality, body: session.body });
  const ground = await groundOf(table, session, meeting, now);
  const current = atThisCall(attendance, session, ground, now);
  return { status: 200, body: quorumNow(ground, current, session, officesNow(ground, current), now) };
};

export const getCheckInCode: Operation<Chart["getCheckInCode"]> = async (
  { path },
  { table, permit, keys },
) => {
  const { municipality, session: id } = path;
  const session = await loadSession(table, municipality, id);
  await permit(secretariat, { municipality, body: session.body });
  if (session.status !== "planned" && session.status !== "convened" && session.status !== "open")
    throw new Refusal(
      "not-found",
      `There is no code: nobody checks in to a session that is ${session.status}.`,
    );
  const from = opensAt(session);
  return {
    status: 200,
    body: { code: checkInCode(await keys(), session), from: from === null ? null : formatInstant(from) },
  };
};

export const listVotes: Operation<Chart["listVotes"]> = async ({ path }, { table, permit }) => {
  const { municipality, session: id } = path;
  const { body } = await loadSession(table, municipality, id);
  await permit(membership, { municipality, body });
  return { status: 200, body: { items: await allVotes(table, municipality, id) } };
};
