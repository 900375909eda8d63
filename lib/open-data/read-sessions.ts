import { publicPart } from "../agendas/show.ts";
import { endingsOf } from "../bodies/ending.ts";
import { Convocation } from "../convocations/model.ts";
import { mayRead } from "../minutes/show.ts";
import type { Municipality } from "../municipalities/model.ts";
import type { Table } from "../platform/dynamo.ts";
import { honouring } from "../sessions/alive.ts";
import type { StoredSession } from "../sessions/model.ts";
import { loadSessions, timelinePage } from "../sessions/store.ts";
import { keys } from "../table.ts";
import { publicAgreementsOf } from "./agreements.ts";
import { minutesOf } from "./minutes.ts";
import type { DatasetName, Paged, RowOf } from "./model.ts";

/** What a page of a dataset is read for. */
export interface Reading {
  readonly table: Table;
  readonly town: Municipality;
  /** On the town's clock. */
  readonly today: string;
  readonly query: Paged;
}

export type Reader<D extends DatasetName> = (
  reading: Reading,
) => Promise<{ readonly items: readonly RowOf<D>[]; readonly cursor: string | null }>;

const addressOf = ({ municipality, id }: Pick<StoredSession, "municipality" | "id">): string =>
  `/v1/municipalities/${municipality}/sessions/${id}`;

/** A page of the town's timeline, and its cursor. */
async function sessionsIn({ table, town, query: { limit, cursor, from, to } }: Reading) {
  const [{ items, ...page }, endings] = await Promise.all([
    timelinePage(table, { town: town.id }, { from, to }, { limit, cursor }),
    endingsOf(table, town.id),
  ]);
  return { ...page, sessions: items.map((each) => honouring(each, endings)) };
}

/** What each row of a session's begins with. */
const ofSession = ({ municipality, id, body, start }: StoredSession) => ({
  municipality,
  meeting: id,
  organization: body,
  start,
});

/** The sessions of a town: one Query. */
export const readSessions: Reader<"sessions"> = async (reading) => {
  const { sessions, cursor } = await sessionsIn(reading);
  return {
    cursor,
    items: sessions.map(({ body, title, place, status, updatedAt, ...session }) => ({
      id: session.id,
      municipality: session.municipality,
      organization: body,
      path: addressOf(session),
      name: title,
      kind: session.kind,
      start: session.start,
      timeZone: session.timeZone,
      startUtc: session.startUtc,
      duration: session.duration,
      location: place?.name ?? null,
      meetingState: status,
      cancelled: status === "cancelled",
      sequence: session.sequence,
      modified: updatedAt,
    })),
  };
};

/** What of a convocation is shown here. */
const Convened = Convocation.pick({ session: true, n: true, agenda: true });

/** The agendas that members were convened with last: a Query and two batches. */
export const readAgendas: Reader<"agendas"> = async (reading) => {
  const { table, town } = reading;
  const { sessions, cursor } = await sessionsIn(reading);
  const full = await loadSessions(
    table,
    town.id,
    sessions.map(({ id }) => id),
  );
  const latest = full.filter(({ convocations }) => convocations > 0);
  const found = await table.getMany(
    latest.map(({ id, convocations }) => keys.convocation(town.id, id, convocations)),
  );
  const convened = new Map(found.map((item) => [String(item["session"]), Convened.parse(item)]));
  return {
    cursor,
    items: sessions.flatMap((session) => {
      const { agenda = null, n = 0 } = convened.get(session.id) ?? {};
      const items = agenda ? publicPart(agenda).items : [];
      return items.map(({ id, kind, title, description, documents }, i) => ({
        id: `${session.id}/${id}`,
        ...ofSession(session),
        path: `${addressOf(session)}/agenda`,
        convocation: n,
        number: i + 1,
        kind,
        name: title,
        description,
        auxiliaryFile: documents,
      }));
    }),
  };
};

/** The approved minutes of sessions, but of bodies whose minutes are for members: a Query, and batches of their versions. */
export const readMinutes: Reader<"minutes"> = async (reading) => {
  const { table, town } = reading;
  const { sessions, cursor } = await sessionsIn(reading);
  const closed = sessions.filter(({ status }) => status === "held" || status === "not-held");
  const found = await minutesOf(
    table,
    town.id,
    closed.map(({ id }) => id),
  );
  return {
    cursor,
    items: closed.flatMap((session) => {
      const approved = found.get(session.id)?.approved;
      if (!approved || !mayRead(approved, "everyone")) return [];
      const accessUrl = `${addressOf(session)}/minutes/${approved.n}`;
      return {
        ...ofSession(session),
        version: approved.n,
        date: approved.approval?.at ?? null,
        digest: approved.digest,
        accessUrl,
        downloadUrl: `${accessUrl}/page`,
      };
    }),
  };
};

/** The public agreements of held sessions, and whether their minutes are approved: a Query, and batches of both. */
export const readAgreements: Reader<"agreements"> = async (reading) => {
  const { table, town } = reading;
  const { sessions, cursor } = await sessionsIn(reading);
  const held = sessions.filter(({ status }) => status === "held");
  const agreements = await publicAgreementsOf(
    table,
    town.id,
    held.map(({ id }) => id),
  );
  const deciding = held.filter(({ id }) => (agreements.get(id)?.length ?? 0) > 0);
  const minutes = await minutesOf(
    table,
    town.id,
    deciding.map(({ id }) => id),
  );
  return {
    cursor,
    items: deciding.flatMap((session) =>
      (agreements.get(session.id) ?? []).map(({ n, item, text, due, state }) => ({
        id: `${session.id}/${n}`,
        ...ofSession(session),
        path: `${addressOf(session)}/agreements/${n}`,
        agendaItem: item === null ? null : `${session.id}/${item}`,
        resolutionText: text,
        due,
        state,
        minutesApproved: Boolean(minutes.get(session.id)?.approved),
      })),
    ),
  };
};
