import { secretariat } from "../bodies/offices.ts";
import { badInput, Refusal } from "../errors.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import type { Operation } from "../platform/contract.ts";
import type { Write } from "../platform/writes.ts";
import { formatInstant, parseInstant } from "../platform/zone.ts";
import type { StoredFullSession } from "../sessions/model.ts";
import { saveChanged } from "../sessions/save.ts";
import { go } from "../sessions/states.ts";
import { loadSession } from "../sessions/store.ts";
import { groundOf } from "./ground.ts";
import type { Attendance, Call, Meeting } from "./model.ts";
import { officesFor } from "./preside.ts";
import type { Quorum } from "./quorum-model.ts";
import { atThisCall, counts, isThere, quorumNow } from "./quorum.ts";
import type { OpeningInput } from "./routes-model.ts";
import type { meetings } from "./routes.ts";
import { ruleIn } from "./rule.ts";
import { shownMeeting } from "./show.ts";
import { loadMeeting, mustAttendAsRead, putMeeting } from "./store.ts";

/**
 * Opens a session that members were convened to, when there is a quorum in the call that is up (LBRL 46.2.c, ROF 90;
 * Ley 40/2015, 17.2; Llei 26/2010, 17.4-6); or one that was not convened, when all members are there and want it.
 */
export const openMeeting: Operation<(typeof meetings)["openMeeting"]> = async (
  { path, body: input },
  context,
) => {
  const { table, now, permit, commit } = context;
  const { municipality, session: id } = path;
  const [town, before] = await Promise.all([
    loadMunicipality(table, municipality),
    loadSession(table, municipality, id),
  ]);
  await permit(secretariat, { municipality, body: before.body });
  const isUnconvened = before.status === "planned" && input.by === "all-members";
  const status = go(before.status, isUnconvened ? "constitute" : "open");
  const at = statedAt(before, input.at, now);
  const { meeting: found, attendance: all } = await loadMeeting(table, municipality, id);
  const ground = await groundOf(table, before, found, at);
  const attendance = atThisCall(all, before, ground, at);
  const offices = officesFor(ground, attendance, input);
  const quorum = quorumNow(ground, attendance, before, offices, at);
  const { call } = quorum;
  if (input.call !== undefined && input.call !== call)
    throw new Refusal("wrong-state", `By the clock it is the ${call === 1 ? "first" : "second"} call.`);
  const constituted = constitutedBy(input, { ground, attendance, quorum, session: before });
  const session: StoredFullSession = {
    ...before,
    status,
    version: before.version + 1,
    touched: true,
    updatedAt: formatInstant(now),
  };
  const meeting: Meeting = {
    ...ground,
    call,
    constituted,
    ...offices,
    calls: callsAfter(ground.calls, quorum, at),
    openedAt: formatInstant(at),
    version: ground.version + 1,
  };
  const held = quorumNow(meeting, attendance, session, offices, at);
  return commit(
    { status: 200, body: { session, meeting: shownMeeting(meeting), quorum: held } },
    [
      ...saveChanged(before, session, town.timeZone),
      putMeeting(meeting, found?.version ?? null),
      ...mustStayThere(attendance, quorum),
    ],
    { session: id, call, constituted },
  );
};

/** When it is opened: now, or when the secretary says that it was; never before its hour. */
function statedAt({ startUtc, start }: StoredFullSession, stated: string | undefined, now: number): number {
  const begins = parseInstant(startUtc ?? "") ?? Infinity;
  if (begins > now) throw new Refusal("wrong-state", `It begins at ${start}: open it then.`);
  const at = parseInstant(stated ?? "") ?? now;
  if (at > now) throw badInput([["$.at", "must not be ahead"]]);
  if (at < begins) throw badInput([["$.at", `must not be before it begins: ${startUtc ?? ""}`]]);
  return at;
}

/** A transaction holds 100 writes. */
const MOST_GUARDED = 80;

const rank = ({ role }: Attendance): number => (role === "president" || role === "secretary" ? 0 : 1);

/** Guards that those who make the quorum are still there when it is opened: the offices, and as many members as it takes. */
function mustStayThere(attendance: readonly Attendance[], { needed }: Quorum): Write[] {
  return attendance
    .filter((each) => isThere(each))
    .toSorted((one, other) => rank(one) - rank(other))
    .slice(0, Math.min((needed ?? 0) + 2, MOST_GUARDED))
    .map(mustAttendAsRead);
}

interface Ground {
  readonly ground: Meeting;
  readonly attendance: readonly Attendance[];
  readonly quorum: Quorum;
  readonly session: StoredFullSession;
}

/** By which way it is constituted; 409 with the count, and what comes next, where it is not. */
function constitutedBy(input: OpeningInput, { ground, attendance, quorum, session }: Ground) {
  if (input.by === "all-members") {
    mustAllBeThere(ground, attendance, quorum);
    return "all-members" as const;
  }
  if (quorum.reached === null) return quorum.by === "no-rule" ? ("no-rule" as const) : ("quorum" as const);
  const isBySpeakers = quorum.by === "spokespersons";
  if (quorum.reached && (!isBySpeakers || input.by === "spokespersons")) return quorum.by ?? "quorum";
  const second = quorum.call === 1 ? session.secondCall : null;
  const next = isBySpeakers
    ? 'The spokespersons are there: the president may hold it constituted with `by: "spokespersons"`.'
    : second
      ? `The second call is at ${second.start}.`
      : "Without one it is not held: record so with POST …/closing.";
  throw new Refusal("no-quorum", `${quorum.formula["en"] ?? ""}${missing(quorum)}. ${next}`);
}

const missing = ({ president, secretary }: Quorum): string =>
  [president === "missing" ? "; nobody presides" : "", secretary === "missing" ? "; no secretary" : ""].join(
    "",
  );

/** No convocation is needed when all are there and want it (Ley 40/2015, 17.2; Llei 26/2010, 17.3). */
function mustAllBeThere(
  { rules, members }: Meeting,
  attendance: readonly Attendance[],
  quorum: Quorum,
): void {
  const rule = ruleIn(rules, "withoutConvocation");
  if (!rule || rule.value === "not-foreseen")
    throw new Refusal("wrong-state", "The rules of this body do not let it meet without a convocation.");
  const there = attendance.filter((each) => isThere(each) && counts(each, rules)).length;
  const lacks = rule.value === "all-members-and-secretary-agree" && quorum.secretary === "not-asked";
  if (there < members || quorum.secretary === "missing" || lacks)
    throw new Refusal(
      "no-quorum",
      `${there} of ${members} members are there: all have to be, and want it (${rule.article ?? "own rules"}).`,
    );
}

/** What became of the calls: where the second is up, the first had no quorum. */
function callsAfter(calls: readonly Call[], { call, present, needed }: Quorum, now: number): Call[] {
  const at = formatInstant(now);
  const first =
    call === 2 && calls.every(({ n }) => n !== 1)
      ? [{ n: 1 as const, outcome: "no-quorum" as const, at, present: null, needed: null }]
      : [];
  return [...calls, ...first, { n: call, outcome: "constituted", at, present, needed }];
}
