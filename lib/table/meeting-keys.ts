import { join, nth } from "./parts.ts";
import type { Key } from "./parts.ts";

const sessionPartition = (town: string, session: string): string => join("SESSION", town, session);
const followUps = (town: string, body: string): string => join("FOLLOWUP", town, body);

/** Keys of what happens while a session is held and after it: attendance, votes, minutes, agreements. */
export const meetingKeys = {
  /** How the session is held; it sorts before those who attend, so that one Query reads them all. */
  meeting: (town: string, session: string): Key => ({
    pk: sessionPartition(town, session),
    sk: "ATTENDANCE",
  }),
  attendance: (town: string, session: string, seat: string): Key => ({
    pk: sessionPartition(town, session),
    sk: join("ATTENDANCE", seat),
  }),
  /** The meeting and all who attend it. */
  attendanceOf: (town: string, session: string) => ({
    pk: sessionPartition(town, session),
    prefix: "ATTENDANCE",
  }),
  vote: (town: string, session: string, n: number): Key => ({
    pk: sessionPartition(town, session),
    sk: join("VOTE", nth(n)),
  }),
  votesOf: (town: string, session: string) => ({
    pk: sessionPartition(town, session),
    prefix: join("VOTE", ""),
  }),
  minutes: (town: string, session: string, version: number): Key => ({
    pk: sessionPartition(town, session),
    sk: join("MINUTES", nth(version)),
  }),
  minutesOf: (town: string, session: string) => ({
    pk: sessionPartition(town, session),
    prefix: join("MINUTES", ""),
  }),
  /** What a member said of a version of the minutes: that they agree, or what they remark. */
  conformity: (town: string, session: string, version: number, seat: string): Key => ({
    pk: sessionPartition(town, session),
    sk: join("CONFORMITY", nth(version), seat),
  }),
  conformitiesOf: (town: string, session: string, version: number) => ({
    pk: sessionPartition(town, session),
    prefix: join("CONFORMITY", nth(version), ""),
  }),
  /** The written opinion of a member who dissents. */
  opinion: (town: string, session: string, seat: string): Key => ({
    pk: sessionPartition(town, session),
    sk: join("OPINION", seat),
  }),
  opinionsOf: (town: string, session: string) => ({
    pk: sessionPartition(town, session),
    prefix: join("OPINION", ""),
  }),
  agreement: (town: string, session: string, n: number): Key => ({
    pk: sessionPartition(town, session),
    sk: join("AGREEMENT", nth(n)),
  }),
  agreementsOf: (town: string, session: string) => ({
    pk: sessionPartition(town, session),
    prefix: join("AGREEMENT", ""),
  }),
  /** The line of an agreement among those of its body: by state, then by when it is due ("~" where nobody said). */
  agreementLine: (
    town: string,
    body: string,
    { state, due, session, n }: { state: string; due: string | null; session: string; n: number },
  ): Key => ({
    pk: followUps(town, body),
    sk: join("AGREEMENT", state, due ?? "~", session, nth(n)),
  }),
  agreementLines: (town: string, body: string, state?: string) => ({
    pk: followUps(town, body),
    prefix: state === undefined ? join("AGREEMENT", "") : join("AGREEMENT", state, ""),
  }),
  /** Minutes of a body that wait to be approved, by the start of their session. */
  minutesLine: (town: string, body: string, start: string, session: string): Key => ({
    pk: followUps(town, body),
    sk: join("MINUTES", start, session),
  }),
  minutesLines: (town: string, body: string) => ({ pk: followUps(town, body), prefix: join("MINUTES", "") }),
  /** All that a body has still to see to. */
  followUps: (town: string, body: string) => ({ pk: followUps(town, body) }),
} as const;
