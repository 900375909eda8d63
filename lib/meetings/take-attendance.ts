import { admitted } from "../answers/operations.ts";
import { Refusal } from "../errors.ts";
import type { Context, Operation } from "../platform/contract.ts";
import { daysOf, formatDate } from "../platform/civil.ts";
import type { Table } from "../platform/dynamo.ts";
import type { StoredSeat } from "../seats/model.ts";
import { loadSeat, loadSeatOn } from "../seats/store.ts";
import type { StoredFullSession } from "../sessions/model.ts";
import { overAt } from "../sessions/time.ts";
import { loadSession, mustStayAsRead } from "../sessions/store.ts";
import { attended, isRecorded, mustTakeAttendance } from "./attend.ts";
import { isCode } from "./check-in.ts";
import { groundOf } from "./ground.ts";
import type { Attendance, Movement } from "./model.ts";
import { atThisCall, isThere, quorumNow } from "./quorum.ts";
import type { Quorum } from "./quorum-model.ts";
import { officesNow } from "./preside.ts";
import type { meetings } from "./routes.ts";
import type { AttendanceInput } from "./routes-model.ts";
import { loadMeeting, putAttendance as put, putMeeting } from "./store.ts";

/** So many may come through the door at once: each tries again when another was faster. */
const MOST_TRIES = 12;

/** Records that a member comes or goes. A secretary says so; a member needs the code that is shown in the room. */
export const putAttendance: Operation<(typeof meetings)["putAttendance"]> = async (
  { path, query, body: input },
  context,
) => {
  const { session: found, seat, by } = await admitted(path, query.key, context, seatOfItsDay);
  if (by !== "secretary") mustHaveCode(input, await context.keys(), found, context.now);
  const who = by === "secretary" ? ("secretary" as const) : ("code" as const);
  for (let attempt = 1, session = found; ; attempt++)
    try {
      return { status: 200, body: await record(session, seat, input, who, context) };
    } catch (error) {
      const isLost = error instanceof Refusal && error.code === "changed-meanwhile";
      if (!isLost || attempt === MOST_TRIES) throw error;
      session = await loadSession(context.table, path.municipality, path.session);
    }
};

/** Who sat there that day, where it is put on record later: they may have left since. */
const seatOfItsDay = (table: Table, { municipality, body, status, start }: StoredFullSession, id: string) =>
  isRecorded(status)
    ? loadSeatOn(table, [municipality, body, id], formatDate(daysOf(start).first))
    : loadSeat(table, municipality, body, id);

function mustHaveCode(
  { code, presence, at }: AttendanceInput,
  ring: Parameters<typeof isCode>[0],
  session: StoredFullSession,
  now: number,
): void {
  if (presence !== "present" && presence !== "left")
    throw new Refusal(
      "forbidden",
      "Say with PUT …/answers that you do not come; the secretary keeps who was excused.",
    );
  const isOn = session.status === "planned" || session.status === "convened" || session.status === "open";
  if (!isOn || overAt({ ...session, start: session.secondCall?.start ?? session.start }) <= now)
    throw new Refusal("forbidden", "Its day is over: the secretary keeps who was there.");
  if (at !== undefined) throw new Refusal("forbidden", "When it was, the secretary says: leave `at` out.");
  if (code === undefined || !isCode(ring, session, code))
    throw new Refusal("forbidden", "Check in with the `code` that is shown where the session is held.");
}

/** Nobody is counted twice: the quorum and the vote are of people, not of seats (ROF 99.5). */
function mustBeOnce(after: Attendance, others: readonly Attendance[]): void {
  const same = others.find((each) => isThere(each) && each.person !== null && each.person === after.person);
  if (isThere(after) && same)
    throw new Refusal("wrong-state", `Whoever sits there is there already, on the seat '${same.seat}'.`);
}

async function record(
  session: StoredFullSession,
  seat: StoredSeat,
  input: AttendanceInput,
  by: Movement["by"],
  { table, now, commit }: Context,
): Promise<Attendance & { quorum: Quorum }> {
  const { meeting: found, attendance } = await loadMeeting(table, session.municipality, session.id);
  const meeting = await groundOf(table, session, found, now);
  mustTakeAttendance(session, meeting, now);
  const before = attendance.find((each) => each.seat === seat.id) ?? null;
  const after = attended(before, { seat, session, meeting }, input, by, now);
  const others = atThisCall(attendance, session, meeting, now).filter((each) => each.seat !== seat.id);
  mustBeOnce(after, others);
  const all = [...others, after];
  const offices = officesNow(meeting, all);
  const body = { ...after, quorum: quorumNow(meeting, all, session, offices, now) };
  if (after === before) return body;
  const isOpen = session.status === "open";
  const answer = await commit(
    { status: 200, body },
    [
      put(after, before?.version ?? null),
      // While it is open, a vote holds for who is there: of a vote and a door that closes, one is first. Before, of a door and the opening.
      isOpen
        ? putMeeting({ ...meeting, version: meeting.version + 1 }, meeting.version)
        : mustStayAsRead(session),
    ],
    { session: session.id, seat: seat.id, presence: after.presence },
  );
  return answer.body;
}
