import { eachAnswer } from "../answers/store.ts";
import { loadBody } from "../bodies/store.ts";
import { findConvocation } from "../convocations/store.ts";
import { Refusal } from "../errors.ts";
import type { Attendance, Meeting } from "../meetings/model.ts";
import { atThisCall } from "../meetings/quorum.ts";
import { allVotes, loadMeeting } from "../meetings/store.ts";
import type { Vote } from "../meetings/vote-model.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import type { Municipality } from "../municipalities/model.ts";
import type { Table } from "../platform/dynamo.ts";
import type { Title } from "../platform/shapes.ts";
import { holds } from "../platform/validity.ts";
import type { StoredSeat } from "../seats/model.ts";
import { eachSeat, pastSeats } from "../seats/store.ts";
import type { StoredFullSession } from "../sessions/model.ts";
import type { SessionStatus } from "../sessions/states.ts";
import { agreedIn } from "./store.ts";
import type { Agreed } from "./store.ts";

/** All that is on record of how a session was held. */
export interface HeldRecord {
  readonly town: Municipality;
  readonly bodyName: Title;
  readonly session: StoredFullSession;
  readonly meeting: Meeting;
  readonly attendance: readonly Attendance[];
  readonly votes: readonly Vote[];
  readonly agreements: readonly Agreed[];
  /** Who held a seat on its day. */
  readonly seats: readonly StoredSeat[];
  /** Seats that said beforehand that they would not come. */
  readonly excused: ReadonlySet<string>;
  /** Which minutes an item approves, by item. */
  readonly approves: ReadonlyMap<string, { session: string; version: number }>;
}

/** While it is open, a working draft; then the minutes, or the record of why it was not held. */
const MINUTED: readonly SessionStatus[] = ["open", "held", "not-held"];

/** 409 where there is nothing yet that minutes could be drawn up from. */
export async function recordOf(table: Table, session: StoredFullSession): Promise<HeldRecord> {
  const { municipality, body, id, status, convocations } = session;
  if (!MINUTED.includes(status))
    throw new Refusal(
      "wrong-state",
      `Minutes are drawn up of what is open, held or not held; this session is ${status}.`,
    );
  const [town, { name }, { meeting, attendance: all }, votes, agreements, convocation, excused] =
    await Promise.all([
      loadMunicipality(table, municipality),
      loadBody(table, municipality, body),
      loadMeeting(table, municipality, id),
      allVotes(table, municipality, id),
      agreedIn(table, municipality, id),
      convocations === 0 ? null : findConvocation(table, municipality, id, convocations),
      excusedFrom(table, session),
    ]);
  if (!meeting)
    throw new Refusal("wrong-state", "Nothing is on record of how it was held: record who attended first.");
  const seats = await seatsOn(table, session, meeting.day);
  const approves = new Map(
    (convocation?.agenda?.items ?? []).flatMap(({ id: item, minutes }) => (minutes ? [[item, minutes]] : [])),
  );
  // Who came to another call, or on a day that it was moved from, did not come to this one.
  const attendance = atThisCall(all, session, meeting, Infinity);
  return { town, bodyName: name, session, meeting, attendance, votes, agreements, seats, excused, approves };
}

async function excusedFrom(
  table: Table,
  { municipality, id, start }: StoredFullSession,
): Promise<Set<string>> {
  const seats = new Set<string>();
  for await (const answer of eachAnswer(table, municipality, id))
    if (answer.reply === "excused" && answer.start === start) seats.add(answer.seat);
  return seats;
}

/** Those in office on that day, also who left since. */
async function seatsOn(
  table: Table,
  { municipality, body }: StoredFullSession,
  day: string,
): Promise<StoredSeat[]> {
  const seats: StoredSeat[] = [];
  for await (const seat of eachSeat(table, municipality, body))
    if (holds(seat, day) !== "no") seats.push(seat);
  for await (const seat of pastSeats(table, municipality, body))
    if (holds(seat, day) === "yes" && seats.every(({ id }) => id !== seat.id)) seats.push(seat);
  return seats;
}
