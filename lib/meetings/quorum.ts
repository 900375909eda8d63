import { quorumOf } from "../law/rule-model.ts";
import type { Quorum as Rule } from "../law/rule-model.ts";
import type { StoredFullSession } from "../sessions/model.ts";
import { parseInstant } from "../platform/zone.ts";
import type { Acting, Attendance, Meeting } from "./model.ts";
import type { Quorum } from "./quorum-model.ts";
import { formulaOf } from "./quorum-words.ts";
import { ruleIn } from "./rule.ts";

/** Roles that the legal number counts: the president once, a secretary of the staff not at all [R]. */
export const isMember = ({ role, vote }: Pick<Attendance, "role" | "vote">): boolean =>
  role === "president" || role === "vice-president" || role === "member" || (role === "secretary" && vote);

/** Whether a seat counts among the members, and votes: observers and guests never, a secretary only where the rules let them (Llei 26/2010, 14.2). */
export const counts = (each: Pick<Attendance, "role" | "vote">, rules: Meeting["rules"]): boolean =>
  isMember(each) && !(each.role === "secretary" && ruleIn(rules, "secretaryVotes")?.value === "never");

/** The local start of the call that is up. */
export const startOfCall = (
  session: Pick<StoredFullSession, "start" | "secondCall">,
  meeting: Pick<Meeting, "call"> | null,
  now: number,
): string =>
  callNow(session, meeting, now) === 2 ? (session.secondCall?.start ?? session.start) : session.start;

/** Who is on record for the call that is up; who came to another one, or on another day, is not. */
export const atThisCall = (
  attendance: readonly Attendance[],
  session: Pick<StoredFullSession, "start" | "secondCall">,
  meeting: Pick<Meeting, "call"> | null,
  now: number,
): Attendance[] => {
  const start = startOfCall(session, meeting, now);
  return attendance.filter((each) => each.start === start);
};

export const isThere = ({ presence }: Pick<Attendance, "presence">): boolean => presence === "present";

/** The call that is up: the second from its hour on, unless the first constituted the session. */
export const callNow = (
  { secondCall }: Pick<StoredFullSession, "secondCall">,
  meeting: Pick<Meeting, "call"> | null,
  now: number,
): 1 | 2 => meeting?.call ?? (secondCall !== null && now >= (parseInstant(secondCall.startUtc) ?? 0) ? 2 : 1);

/** Who stands in where whoever holds the office is not there, as it was said or as the rules have it. */
export interface Offices {
  readonly presiding: Acting | null;
  readonly secretary: Acting | null;
}

/**
 * Whether enough members are there (Ley 40/2015, 17.2; Llei 26/2010, 17.4-6; LBRL 46.2.c; ROF 90, 113, 135): members on
 * the legal number, president and secretary besides where the rule asks for them, or the spokespersons in first call.
 */
export function quorumNow(
  meeting: Meeting,
  attendance: readonly Attendance[],
  session: Pick<StoredFullSession, "municipality" | "id" | "status" | "secondCall">,
  offices: Offices,
  now: number,
): Quorum {
  const call = callNow(session, meeting, now);
  const there = attendance.filter((each) => isThere(each));
  const members = there.filter((each) => counts(each, meeting.rules));
  const rule =
    ruleIn(meeting.rules, call === 1 ? "quorumFirstCall" : "quorumSecondCall") ??
    (call === 2 ? ruleIn(meeting.rules, "quorumFirstCall") : null);
  const { legalNumber } = meeting;
  const needed = rule && legalNumber !== null ? quorumOf(rule.value, legalNumber) : null;
  const asked = (office: "president" | "secretary") => rule?.value.with.includes(office) ?? false;
  const president = officeOf("president", there, offices.presiding, asked("president"));
  const secretary = officeOf("secretary", there, offices.secretary, asked("secretary"));
  const hasOffices = president !== "missing" && secretary !== "missing";
  const way = wayOf(meeting, { call, members: members.length, needed, hasOffices, there, rule: rule?.value });
  return {
    municipality: session.municipality,
    session: session.id,
    status: session.status,
    call,
    present: members.length,
    remote: members.filter(({ how }) => how === "remote").length,
    legalNumber,
    basis: meeting.basis,
    needed,
    president,
    secretary,
    ...way,
    formula: formulaOf({ present: members.length, legalNumber, needed, rule: rule?.value ?? null }),
    article: rule?.article ?? null,
    mayVote: session.status === "open" && way.reached !== false,
    calls: meeting.calls,
  };
}

function officeOf(
  role: "president" | "secretary",
  there: readonly Attendance[],
  acting: Acting | null,
  isAsked: boolean,
): Quorum["president"] {
  if (there.some((each) => each.role === role)) return "present";
  const standsIn =
    acting !== null && (acting.seat === null || there.some(({ seat }) => seat === acting.seat));
  if (standsIn) return "acting";
  return isAsked ? "missing" : "not-asked";
}

interface Counted {
  readonly call: 1 | 2;
  readonly members: number;
  readonly needed: number | null;
  readonly hasOffices: boolean;
  readonly there: readonly Attendance[];
  readonly rule: Rule | undefined;
}

/** Members first; then, in first call, the spokespersons; then all members, where they may meet unconvened. */
function wayOf(meeting: Meeting, counted: Counted): Pick<Quorum, "reached" | "by"> {
  const { call, members, needed, hasOffices, there, rule } = counted;
  if (!rule) return { reached: null, by: "no-rule" };
  if (needed === null) return { reached: null, by: null };
  if (hasOffices && members >= needed) return { reached: true, by: "quorum" };
  const named = meeting.spokespersons;
  const speak = named.length > 0 && named.every((seat) => there.some((each) => each.seat === seat));
  const may = ruleIn(meeting.rules, "spokespersons")?.value === "may-constitute";
  // The president holds it constituted: the first call only (Llei 26/2010, 17.5), and it stays so while they are there.
  if (call === 1 && may && speak && hasOffices && meeting.constituted !== "quorum")
    return { reached: true, by: "spokespersons" };
  return { reached: false, by: null };
}
