import { Refusal } from "../errors.ts";
import { everything } from "../platform/dynamo.ts";
import type { Table } from "../platform/dynamo.ts";
import type { Write } from "../platform/writes.ts";
import { keys } from "../table.ts";
import { Attendance, Meeting } from "./model.ts";
import { Vote } from "./vote-model.ts";

/** How a session is held and who attends it: one Query, strongly consistent, however many they are. */
export async function loadMeeting(
  table: Table,
  town: string,
  session: string,
): Promise<{ meeting: Meeting | null; attendance: Attendance[] }> {
  const { sk } = keys.meeting(town, session);
  let meeting: Meeting | null = null;
  const attendance: Attendance[] = [];
  for await (const item of everything(table, { ...keys.attendanceOf(town, session), consistent: true }))
    if (item.sk === sk) meeting = Meeting.parse(item);
    else attendance.push(Attendance.parse(item));
  return { meeting, attendance };
}

/** Whether it is on record how a session was held. */
export const isRecorded = async (table: Table, town: string, session: string): Promise<boolean> =>
  Boolean(await table.get(keys.meeting(town, session)));

/** The votes of a session, the first one first. */
export async function allVotes(table: Table, town: string, session: string): Promise<Vote[]> {
  const votes: Vote[] = [];
  for await (const item of everything(table, { ...keys.votesOf(town, session), consistent: true }))
    votes.push(Vote.parse(item));
  return votes;
}

export const putMeeting = (meeting: Meeting, versionRead: number | null): Write => ({
  put: { ...keys.meeting(meeting.municipality, meeting.session), ...meeting },
  when: versionRead === null ? "absent" : { is: { version: versionRead } },
});

/** Guards what rests on who is there: nobody came or went meanwhile. */
export const mustMeetAsRead = ({ municipality, session, version }: Meeting): Write => ({
  check: keys.meeting(municipality, session),
  when: { is: { version } },
});

/** Guards what rests on one who is there: they are still. */
export const mustAttendAsRead = ({ municipality, session, seat, version }: Attendance): Write => ({
  check: keys.attendance(municipality, session, seat),
  when: { is: { version } },
});

/** Guards what a closed record rests on: this session of the past has none. */
export const mustBeUnclosed = ({ municipality, id }: { municipality: string; id: string }): Write => ({
  check: keys.meeting(municipality, id),
  when: "absent",
  otherwise: new Refusal(
    "wrong-state",
    "Its record is closed: what is wrong in it is corrected in the minutes.",
  ),
});

export const putAttendance = (attendance: Attendance, versionRead: number | null): Write => ({
  put: {
    ...keys.attendance(attendance.municipality, attendance.session, attendance.seat),
    ...attendance,
  },
  when: versionRead === null ? "absent" : { is: { version: versionRead } },
});

export const putVote = (vote: Vote): Write => ({
  put: { ...keys.vote(vote.municipality, vote.session, vote.n), ...vote },
  when: "absent",
});
