import type { Attendance } from "../meetings/model.ts";
import { formatInstant } from "../platform/zone.ts";
import type { StoredSeat } from "../seats/model.ts";
import { overAt } from "../sessions/time.ts";
import { MinutesContent } from "./content-model.ts";
import type { MinutesItem, MinutesMember } from "./content-model.ts";
import type { HeldRecord } from "./record.ts";

/** What the secretary writes, in the town's language where no other is said; the rest is the record's. */
export interface Texts {
  readonly items: readonly (Pick<MinutesItem, "debate" | "interventions"> & { readonly item: string })[];
  /** Undefined: what was noted when the session was closed. */
  readonly incidents: MinutesContent["incidents"] | undefined;
  readonly remarks: MinutesContent["remarks"];
  readonly recording: MinutesContent["recording"];
}

/** The free texts of minutes, to draw them up again. */
export const textsIn = ({ items, incidents, remarks, recording }: MinutesContent): Texts => ({
  items: items.map(({ id, debate, interventions }) => ({ item: id, debate, interventions })),
  incidents,
  remarks,
  recording,
});

/** Minutes as the record has them now, with these texts: the same of the same. */
export function contentOf(record: HeldRecord, texts: Texts): MinutesContent {
  const { town, bodyName, session, meeting } = record;
  // Passed through its shape: what is no part of minutes stays behind.
  return MinutesContent.parse({
    ...session,
    ...meeting,
    type: session.status === "not-held" ? "record" : "minutes",
    townName: town.name,
    bodyName,
    session: session.id,
    // Of a month it is judged by its first day, which nobody said.
    day: session.start.length < meeting.day.length ? session.start : meeting.day,
    place: session.place?.name ?? null,
    remote: record.attendance.some(({ how, presence }) => how === "remote" && hasCome(presence)),
    members: membersIn(record),
    items: itemsIn(record, texts),
    agreements: onNoItem(record),
    incidents: texts.incidents === undefined ? meeting.notes : texts.incidents,
    remarks: texts.remarks,
    recording: texts.recording,
  });
}

/** Who came, with the hours of the session: of one that was not opened here, those of its record are not its own. */
function attendanceIn({ attendance, session, meeting }: HeldRecord): readonly Attendance[] {
  if (session.status !== "held" || meeting.openedAt !== null) return attendance;
  const end = formatInstant(overAt(session));
  return attendance.map((each) => ({ ...each, movements: each.movements.filter(({ at }) => at <= end) }));
}

const hasCome = (presence: Attendance["presence"]): boolean => presence === "present" || presence === "left";

function itemsIn({ meeting, votes, agreements, approves }: HeldRecord, texts: Texts): MinutesItem[] {
  return meeting.items.map((item) => {
    const own = texts.items.find((each) => each.item === item.id);
    return {
      ...item,
      minutes: approves.get(item.id) ?? null,
      debate: own?.debate ?? [],
      interventions: own?.interventions ?? [],
      votes: votes.filter((vote) => vote.item === item.id),
      agreements: agreements.filter((agreement) => agreement.item === item.id),
    };
  });
}

const onNoItem = ({ agreements, meeting }: HeldRecord): HeldRecord["agreements"] =>
  agreements.filter(({ item }) => meeting.items.every(({ id }) => id !== item));

const ROLES: readonly MinutesMember["role"][] = [
  "president",
  "vice-president",
  "member",
  "secretary",
  "observer",
  "guest",
];

/** Who came, who was excused, who was absent without excuse (ROF 109.1.d). */
function membersIn(record: HeldRecord): MinutesMember[] {
  const { seats, excused } = record;
  const attendance = attendanceIn(record);
  const recorded = attendance.map((each) => recordedMember(each, seats, excused));
  // Of who has no vote it is said when they came, and nothing when they did not.
  const missing = seats.filter(
    ({ id, vote, occupancy }) =>
      vote && occupancy !== "vacant" && attendance.every(({ seat }) => seat !== id),
  );
  const absent = missing.map(({ id, tenure, role, label, entity, vote }): MinutesMember => ({
    seat: id,
    tenure,
    role,
    label,
    entity,
    vote,
    presence: excused.has(id) ? "excused" : "absent",
    how: null,
    substituted: false,
    movements: [],
  }));
  return [...recorded, ...absent].toSorted(
    (one, other) => ROLES.indexOf(one.role) - ROLES.indexOf(other.role) || (one.seat < other.seat ? -1 : 1),
  );
}

function recordedMember(
  { seat, tenure, role, label, vote, presence, how, substitute, movements }: Attendance,
  seats: readonly StoredSeat[],
  excused: ReadonlySet<string>,
): MinutesMember {
  const isExcused = presence === "excused" || (presence === "absent" && excused.has(seat));
  return {
    seat,
    tenure,
    role,
    label,
    entity: seats.find((each) => each.id === seat && each.tenure === tenure)?.entity ?? null,
    vote,
    presence: hasCome(presence) ? "present" : isExcused ? "excused" : "absent",
    how,
    substituted: substitute !== null,
    movements: movements.map(({ at, what }) => ({ at, what })),
  };
}
