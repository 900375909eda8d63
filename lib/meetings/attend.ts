import { badInput, Refusal } from "../errors.ts";
import { dateAt, formatInstant, parseInstant } from "../platform/zone.ts";
import { holds } from "../platform/validity.ts";
import type { StoredSeat } from "../seats/model.ts";
import type { StoredFullSession } from "../sessions/model.ts";
import { go } from "../sessions/states.ts";
import type { Attendance, Meeting, Movement } from "./model.ts";
import { startOfCall } from "./quorum.ts";
import type { AttendanceInput } from "./routes-model.ts";
import { ruleIn } from "./rule.ts";

/** Members check in this long before the hour. */
const EARLY_MILLISECONDS = 2 * 3_600_000;

export const opensAt = (session: Pick<StoredFullSession, "startUtc">): number | null => {
  const start = parseInstant(session.startUtc ?? "");
  return start === null ? null : start - EARLY_MILLISECONDS;
};

/** Whether what is recorded now is of the past. */
export const isRecorded = (status: StoredFullSession["status"]): boolean =>
  status === "held" || status === "not-held" || status === "unrecorded";

/** Refuses what cannot be recorded any more, or not yet. */
export function mustTakeAttendance(session: StoredFullSession, meeting: Meeting, now: number): void {
  go(session.status, "attend");
  const from = opensAt(session);
  const isPast = isRecorded(session.status);
  if (!isPast && (from === null || from > now))
    throw new Refusal(
      "wrong-state",
      from === null
        ? "Nobody knows the hour of this session: say its start first."
        : `Members come later: attendance is taken from ${formatInstant(from)} on.`,
    );
  if (meeting.closedAt !== null)
    throw new Refusal(
      "wrong-state",
      "It is closed: what is wrong in its record is corrected in the minutes.",
    );
}

/** Who attends on a seat after what is said now; the same comes back when it says nothing new. */
export function attended(
  before: Attendance | null,
  { seat, session, meeting }: { seat: StoredSeat; session: StoredFullSession; meeting: Meeting },
  input: AttendanceInput,
  by: Movement["by"],
  now: number,
): Attendance {
  const start = startOfCall(session, meeting, now);
  const isThisCall = before?.start === start;
  const faults = [
    ...seatFaults(seat, meeting, input),
    ...inputFaults(isThisCall ? before : null, seat, session, meeting, input),
    ...timeFaults(session, before, input.at, now),
  ];
  if (faults.length > 0) throw badInput(faults);
  const { presence, item } = input;
  const isIn = presence === "present";
  const how = isIn ? input.how : null;
  const substitute = isIn ? input.substitute : (before?.substitute ?? null);
  const isSame =
    isThisCall &&
    before.tenure === seat.tenure &&
    before.presence === presence &&
    before.how === how &&
    before.substitute === substitute;
  if (isSame) return before;
  const wasIn = isThisCall && before.presence === "present";
  const movement: Movement = { at: input.at ?? formatInstant(now), what: isIn ? "in" : "out", how, item, by };
  return {
    municipality: session.municipality,
    session: session.id,
    seat: seat.id,
    tenure: seat.tenure,
    start,
    person: substitute ?? seat.titular,
    role: seat.role,
    label: seat.label,
    vote: seat.vote,
    spokesperson: seat.spokesperson,
    presence,
    how,
    substitute,
    movements: [...(before?.movements ?? []), ...(isIn || wasIn ? [movement] : [])].slice(-MOST_MOVEMENTS),
    version: (before?.version ?? 0) + 1,
  };
}

const MOST_MOVEMENTS = 100; // an item stays small, whoever plays with the door

function seatFaults(
  seat: StoredSeat,
  { day }: Meeting,
  { presence, substitute }: AttendanceInput,
): [string, string][] {
  if (holds(seat, day) === "no") return [["$", `nobody held this seat on ${day}: see the seats of the body`]];
  const isEmpty = presence === "present" && seat.occupancy === "vacant" && substitute === null;
  return isEmpty ? [["$", "the seat is vacant: name who sits there first"]] : [];
}

/** Hours that the secretary states are not ahead, nor before what is on record. */
function timeFaults(
  { startUtc }: StoredFullSession,
  before: Attendance | null,
  at: string | undefined,
  now: number,
): [string, string][] {
  if (at === undefined) return [];
  const instant = parseInstant(at) ?? 0;
  const start = parseInstant(startUtc ?? "");
  const last = before?.movements.at(-1)?.at ?? "";
  if (instant > now) return [["$.at", "must not be ahead"]];
  if (start !== null && instant < start - EARLY_MILLISECONDS)
    return [["$.at", "must not be so long before the session"]];
  return at < last ? [["$.at", `must not be before what is on record: ${last}`]] : [];
}

function inputFaults(
  before: Attendance | null,
  seat: StoredSeat,
  session: StoredFullSession,
  meeting: Meeting,
  { presence, substitute, item }: AttendanceInput,
): [string, string][] {
  const faults: [string, string][] = [];
  if (item !== null && meeting.items.every(({ id }) => id !== item))
    faults.push(["$.item", `is not on the agenda: ${meeting.items.map(({ id }) => id).join(", ")}`]);
  if (presence === "left" && before?.presence !== "present" && before?.presence !== "left")
    faults.push(["$.presence", "nobody leaves who was not there"]);
  if (substitute === null || presence !== "present") return faults;
  const rule = ruleIn(meeting.rules, "substitutes");
  if (rule?.value === "none")
    faults.push(["$.substitute", `the rules know no substitutes (${rule.article ?? "own rules"})`]);
  const named = seat.substitutes.find(({ person }) => person === substitute);
  const isFor =
    named !== undefined &&
    (named.sessions.length === 0 || named.sessions.includes(session.id)) &&
    holds(
      { ...named, recorded: seat.recorded },
      dateAt(parseInstant(session.startUtc ?? "") ?? 0, session.timeZone),
    ) !== "no";
  if (!isFor)
    faults.push([
      "$.substitute",
      "is not accredited for this seat and session: PUT it to the seat's substitutes first",
    ]);
  return faults;
}
