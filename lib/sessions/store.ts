import { Refusal } from "../errors.ts";
import { everything } from "../platform/dynamo.ts";
import type { Item, Page, Range, Table } from "../platform/dynamo.ts";
import type { Write } from "../platform/writes.ts";
import { AFTER_ALL, flat, keys, SCHEMA } from "../table.ts";
import { StoredFullSession, StoredSession } from "./model.ts";
import { localStart } from "./time.ts";

/** Whose timeline: the town's, or one body's. */
export interface Timeline {
  readonly town: string;
  readonly body?: string | undefined;
}

/** A range of a timeline: `from` in; `to` as a date through its end, as a local time out. */
export interface Between {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

function range({ town, body }: Timeline, { from, to }: Between): Range {
  return {
    ...(body === undefined
      ? { index: "gsi2" as const, pk: keys.townTimeline(town) }
      : { index: "gsi1" as const, pk: keys.bodyTimeline(town, body) }),
    ...(from !== undefined && { from }),
    // A key is `start#id`: what starts at `to` sorts behind a bare local time, what starts on the day `to` before this.
    ...(to !== undefined && { to: to.includes("T") ? to : to + AFTER_ALL }),
  };
}

export async function timelinePage(
  table: Table,
  timeline: Timeline,
  between: Between,
  page: Pick<Range, "after" | "limit">,
): Promise<{ items: StoredSession[]; last: Page["last"] }> {
  const { items, last } = await table.query({ ...range(timeline, between), ...page });
  return { items: items.map((item) => StoredSession.parse(flat(item))), last };
}

/** All sessions of a timeline in a range. */
export async function* eachSession(
  table: Table,
  of: Timeline,
  between: Between,
): AsyncGenerator<StoredSession> {
  for await (const item of everything(table, range(of, between))) yield StoredSession.parse(flat(item));
}

/** 404 when there is no such session in this town. */
export async function loadSession(table: Table, town: string, id: string): Promise<StoredFullSession> {
  const session = await findSession(table, town, id);
  if (!session) throw new Refusal("not-found", `There is no session '${id}' in '${town}'.`);
  return session;
}

export async function findSession(table: Table, town: string, id: string): Promise<StoredFullSession | null> {
  const item = await table.get(keys.session(town, id));
  return item ? StoredFullSession.parse(flat(item)) : null;
}

/** Those of these sessions that exist, strongly consistent. */
export async function loadSessions(
  table: Table,
  town: string,
  ids: readonly string[],
): Promise<StoredFullSession[]> {
  const items = await table.getMany(ids.map((id) => keys.session(town, id)));
  return items.map((item) => StoredFullSession.parse(flat(item)));
}

/** `zone` is the town's: its timeline sorts by its clock. */
function sessionItem(session: StoredFullSession, zone: string): Item {
  const { municipality, body, id, version, description, reason, ...listed } = session;
  return {
    ...keys.session(municipality, id),
    ...keys.timelines(municipality, body, localStart(session, zone), id),
    schema: SCHEMA,
    version,
    listed: { id, municipality, body, ...listed },
    ...(description && { description }),
    ...(reason && { reason }),
  };
}

export const putNewSession = (session: StoredFullSession, zone: string, otherwise?: Refusal): Write => ({
  put: sessionItem(session, zone),
  when: "absent",
  ...(otherwise && { otherwise }),
});

export const putSession = (session: StoredFullSession, zone: string, versionRead: number): Write => ({
  put: sessionItem(session, zone),
  when: { is: { version: versionRead } },
});

export const removeSession = ({ municipality, id, version }: StoredSession): Write => ({
  remove: keys.session(municipality, id),
  when: { is: { version } },
});

/** Session ids begin with their body's and series' ids: no two of them may begin alike. */
export const claimPrefix = (town: string, prefix: string): Write => ({
  put: { ...keys.sessionPrefix(town, prefix), schema: SCHEMA },
  when: "absent",
  otherwise: new Refusal(
    "already-exists",
    `Sessions of '${prefix}' are there already under that id: choose another id.`,
  ),
});
