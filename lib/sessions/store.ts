import { Refusal } from "../errors.ts";
import { everything } from "../platform/dynamo.ts";
import { cursorOf, sortKeyIn } from "../platform/cursor.ts";
import type { Item, Range, Table } from "../platform/dynamo.ts";
import type { Write } from "../platform/writes.ts";
import { AFTER_ALL, flat, keys, positions } from "../table.ts";
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

/** A page of a timeline, and the cursor of the next. */
export async function timelinePage(
  table: Table,
  of: Timeline,
  between: Between,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ items: StoredSession[]; cursor: string | null }> {
  const { town, body } = of;
  const bounds = range(of, between);
  const after = (sortKey: string) =>
    body === undefined ? positions.townTimeline(town, sortKey) : positions.bodyTimeline(town, body, sortKey);
  const { items, last } = await table.query({
    ...bounds,
    limit,
    ...(cursor !== undefined && { after: after(sortKeyIn(cursor, bounds)) }),
  });
  return {
    items: items.map((item) => StoredSession.parse(flat(item))),
    cursor: cursorOf(last, body === undefined ? "gsi2sk" : "gsi1sk"),
  };
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
  const session = await findEvenGone(table, town, id);
  return session && !session.gone ? session : null;
}

/** A session that exists or once did, strongly consistent. */
export async function findEvenGone(
  table: Table,
  town: string,
  id: string,
): Promise<StoredFullSession | null> {
  const item = await table.get(keys.session(town, id));
  return item ? StoredFullSession.parse(flat(item)) : null;
}

/** Those of these sessions that exist or once did, strongly consistent. */
export async function loadSessions(
  table: Table,
  town: string,
  ids: readonly string[],
): Promise<StoredFullSession[]> {
  const items = await table.getMany(ids.map((id) => keys.session(town, id)));
  return items.map((item) => StoredFullSession.parse(flat(item)));
}

/**
 * `zone` is the town's: its timeline sorts by its clock. A session that is gone stands in no index; its item stays, so
 * that version and sequence go on where they were if the session comes back.
 */
function sessionItem(session: StoredFullSession, zone: string): Item {
  const {
    municipality,
    body,
    id,
    version,
    description,
    reason,
    convocations,
    request,
    secondCall,
    gone,
    ...listed
  } = session;
  return {
    ...keys.session(municipality, id),
    ...(!gone && keys.timelines(municipality, body, localStart(session, zone), id)),
    version,
    listed: { id, municipality, body, ...listed },
    ...(description && { description }),
    ...(reason && { reason }),
    ...(convocations > 0 && { convocations }),
    ...(request && { request }),
    ...(secondCall && { secondCall }),
    ...(gone && { gone }),
  };
}

/** Guards what rests on a session: it is still as it was read. */
export const mustStayAsRead = ({ municipality, id, version }: StoredSession): Write => ({
  check: keys.session(municipality, id),
  when: { is: { version } },
});

export const putNewSession = (session: StoredFullSession, zone: string): Write => ({
  put: sessionItem(session, zone),
  when: "absent",
  otherwise: new Refusal("already-exists", `The session '${session.id}' was created by someone else.`),
});

export const putSession = (session: StoredFullSession, zone: string, versionRead: number): Write => ({
  put: sessionItem(session, zone),
  when: { is: { version: versionRead } },
});

/** Guards what a session needs: it is still as it was read. */
export const sessionMustBeAsRead = ({ municipality, id, version }: StoredSession): Write => ({
  check: keys.session(municipality, id),
  when: { is: { version } },
});
