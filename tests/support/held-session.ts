import { effectiveRules } from "../../lib/law/effective.ts";
import type { BodyRules } from "../../lib/law/model.ts";
import type { ProfileName } from "../../lib/law/profiles/profiles.ts";
import { Meeting } from "../../lib/meetings/model.ts";
import type { Attendance } from "../../lib/meetings/model.ts";
import { putAttendance, putMeeting, putVote } from "../../lib/meetings/store.ts";
import type { Vote } from "../../lib/meetings/vote-model.ts";
import type { SessionStatus } from "../../lib/sessions/states.ts";
import { loadSession, putSession } from "../../lib/sessions/store.ts";
import { aSession } from "./builders.ts";
import type { ConvenedTown, RoleIn } from "./convened-town.ts";
import { mustBe } from "./world.ts";
import type { World } from "./world.ts";

/** How a session was held, as far as a test is about it. */
export interface Held {
  readonly session?: Record<string, unknown>;
  readonly status?: SessionStatus;
  readonly profile?: ProfileName | undefined;
  readonly own?: BodyRules["own"] | undefined;
  readonly meeting?: Partial<Meeting>;
  /** Who was there; all, unless it says otherwise. */
  readonly there?: readonly RoleIn[];
  readonly excused?: readonly RoleIn[];
  readonly votes?: readonly Partial<Vote>[];
}

type Town = Pick<ConvenedTown, "secretary" | "at" | "atBody" | "members">;

const ALL: readonly RoleIn[] = ["president", "secretary", "first", "second"];
const [TOWN, ZONE] = ["vilanova", "Europe/Madrid"];

const rulesOf = (profile: ProfileName, own: BodyRules["own"]): Meeting["rules"] => {
  const rules = { municipality: TOWN, body: "consell", from: "2015-01-01", act: null, version: 1 };
  return Object.fromEntries(
    Object.entries(effectiveRules({ ...rules, profile, own }).rules).map(([name, rule]) => [
      name,
      { ...rule, displaced: undefined },
    ]),
  );
};

/** How many a town has had: files of tests share this module. */
const sessions = new WeakMap<object, number>();

/** 10 February 2016, or a day or two before: a body has at most 20 sessions a day. */
function nextStart({ secretary }: Town): string {
  const n = sessions.get(secretary) ?? 0;
  sessions.set(secretary, n + 1);
  return `2016-02-${String(10 - Math.floor(n / 15)).padStart(2, "0")}T19:00:00`;
}

/** A session that was held some days ago, with its record: gives back its path. */
export async function aHeldSession(world: World, town: Town, held: Held = {}): Promise<string> {
  const { secretary, atBody, at, members } = town;
  const { table } = world.machine;
  const session = aSession({
    start: nextStart(town),
    kind: "ordinary",
    place: "Sala de plens",
    ...held.session,
  });
  const { id } = mustBe(201, await secretary.post(`${atBody}/sessions`, session)).body;
  const status = held.status ?? "held";
  const before = await loadSession(table, TOWN, id);
  const isHeld = status === "held" || status === "open";
  const there = held.there ?? (isHeld ? ALL : []);
  // Passed through its shape, so that a field more or less of a meeting is no matter here.
  const meeting = Meeting.parse({
    municipality: TOWN,
    body: before.body,
    session: id,
    start: before.start,
    day: before.start.slice(0, 10),
    calls: [],
    call: isHeld ? 1 : null,
    constituted: isHeld ? "quorum" : null,
    legalNumber: 4,
    basis: "seats",
    members: 3,
    spokespersons: [],
    rules: rulesOf(held.profile ?? "llei-26-2010", held.own ?? {}),
    items: [{ id: "1", kind: "matter", title: { ca: "Pressupost" }, offAgenda: false }],
    presiding: isHeld ? { seat: members.president.seat, office: null, ground: null } : null,
    secretary: isHeld ? { seat: members.secretary.seat, office: null, ground: null } : null,
    openedAt: isHeld ? "2016-02-10T18:05:00Z" : null,
    closedAt: status === "held" ? "2016-02-10T20:00:00Z" : null,
    cause: status === "not-held" ? "no-quorum" : null,
    notes: null,
    votes: 0,
    version: 1,
    ...held.meeting,
  });
  await table.transact([
    putSession({ ...before, status, version: before.version + 1 }, ZONE, before.version),
    putMeeting(meeting, null),
    ...[...there, ...(held.excused ?? [])].map((role) =>
      putAttendance({ ...attendanceOf(town, id, role, there.includes(role)), start: before.start }, null),
    ),
    ...(held.votes ?? []).map((vote, i) => putVote({ ...aVote(id, i + 1), ...vote })),
  ]);
  return `${at}/sessions/${id}`;
}

const attendanceOf = (
  { members }: Town,
  session: string,
  role: RoleIn,
  isThere: boolean,
): Omit<Attendance, "start"> => ({
  municipality: TOWN,
  session,
  seat: members[role].seat,
  tenure: 1,
  person: members[role].person,
  role: role === "first" || role === "second" ? "member" : role,
  label: { ca: `Seient ${role}` },
  vote: role !== "secretary",
  spokesperson: false,
  presence: isThere ? "present" : "excused",
  how: isThere ? "in-person" : null,
  substitute: null,
  movements: [],
  version: 1,
});

const aVote = (session: string, n: number): Vote => ({
  municipality: TOWN,
  session,
  n,
  item: "1",
  about: "matter",
  question: null,
  method: "show-of-hands",
  present: 3,
  counts: { yes: 2, no: 1, abstentions: 0 },
  absentAsAbstentions: 0,
  ballots: [],
  majority: "simple",
  needed: null,
  castingVote: null,
  repeats: null,
  outcome: "rejected",
  articles: [],
  dissent: [],
  at: "2016-02-10T19:00:00Z",
});

/** What a secretary writes so that nothing is missing. */
export const someMinutes = (overrides: Record<string, unknown> = {}) => ({
  basedOn: 0,
  items: [{ item: "1", debate: ["Es debat el presupost."] }],
  ...overrides,
});

/** Minutes of a session, drawn up: gives back their path. */
export async function drafted(town: Town, session: string, input = someMinutes()): Promise<string> {
  const { body } = mustBe(201, await town.secretary.post(`${session}/minutes`, input));
  return `${session}/minutes/${body.n}`;
}

/** The same, and circulated. */
export async function circulated(town: Town, session: string, input = someMinutes()): Promise<string> {
  const path = await drafted(town, session, input);
  mustBe(200, await town.secretary.post(`${path}/circulation`));
  return path;
}

/** The last part of a session's path. */
export const idOf = (session: string): string => session.slice(session.lastIndexOf("/") + 1);
