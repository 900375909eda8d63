import type { Timer } from "../platform/timers.ts";
import { formatInstant, parseInstant } from "../platform/zone.ts";
import type { StoredSession } from "../sessions/model.ts";

const DAY = 86_400_000;

/** From when on a session's convocation is looked after: no notice, lead and warning together reach farther. */
export const WATCHED_DAYS = 180;

type Watched = Pick<StoredSession, "municipality" | "id">;

/** Look how the convocation of a session stands, and do what is due. */
export const lookTimer = ({ municipality, id }: Watched, due: number): Timer => ({
  kind: "convene",
  due: formatInstant(due),
  reference: ["session", municipality, id],
  detail: {},
});

/** The first look at a session that is planned; null when its hour is not known. Each look sets the next one. */
export function firstLook(session: Pick<StoredSession, "municipality" | "id" | "startUtc">): Timer | null {
  const start = parseInstant(session.startUtc ?? "");
  return start === null ? null : lookTimer(session, start - WATCHED_DAYS * DAY);
}

/**
 * The intent to look at all that a body, or a town, plans to convene: its rules, its calendar or its members changed. `cause` tells several
 * of one commit apart.
 */
export const reconsider = (town: string, body: string | null, now: number, cause?: string): Timer => ({
  kind: "convene",
  due: formatInstant(now),
  reference: [body === null ? "town" : "body", town, body ?? "", ...(cause === undefined ? [] : [cause])],
  detail: {},
});

const ofVersion = (
  kind: string,
  due: number,
  [town, session, n]: readonly [string, string, number],
): Timer => ({
  kind,
  due: formatInstant(due),
  reference: [town, session, String(n)],
  detail: {},
});

/** The intent to give every member of a session notice of a version: finished in chunks that may be repeated. */
export const noticesTimer = (town: string, session: string, n: number, due: number): Timer =>
  ofVersion("notices", due, [town, session, n]);

/** Covers what the stream lost: sends what is still in the outbox. */
export const resendTimer = (town: string, session: string, n: number, due: number): Timer =>
  ofVersion("resend", due, [town, session, n]);

export const remindTimer = (town: string, session: string, n: number, due: number): Timer =>
  ofVersion("remind", due, [town, session, n]);

/** What the reference of such a timer names. */
export const versionOf = ({ reference }: Timer): { town: string; session: string; n: number } => {
  const [town = "", session = "", n = ""] = reference;
  return { town, session, n: Number(n) };
};
