import type { Order } from "../agendas/model.ts";
import { putAgenda } from "../agendas/store.ts";
import { secretariat } from "../bodies/offices.ts";
import { loadBody, mustStillAct } from "../bodies/store.ts";
import { holidaysAround } from "../calendars/store.ts";
import type { Municipality } from "../municipalities/model.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import { holdRoom } from "../places/hold.ts";
import { whileRaced } from "../places/lock.ts";
import { daysOf } from "../platform/civil.ts";
import type { Operation } from "../platform/contract.ts";
import type { Table } from "../platform/dynamo.ts";
import { mustMatch } from "../platform/http.ts";
import { inLanguage } from "../platform/shapes.ts";
import { formatInstant } from "../platform/zone.ts";
import { mustBeAlive } from "../sessions/alive.ts";
import type { StoredFullSession } from "../sessions/model.ts";
import { mustBeNamed } from "../sessions/named.ts";
import { reviseSession } from "../sessions/revise.ts";
import { go } from "../sessions/states.ts";
import { loadSession } from "../sessions/store.ts";
import { decide } from "./decide.ts";
import type { ConvocationInput } from "./input-model.ts";
import { mayNotBegin } from "./may-not.ts";
import { prepare } from "./prepare.ts";
import type { convocations } from "./routes.ts";
import { findConvocation } from "./store.ts";
import { conveneWrites } from "./writes.ts";

type Chart = typeof convocations;

/**
 * Convenes members by hand, or convenes them anew to what changed. Nothing goes out that is incomplete, late by the
 * real clock, or counted over a calendar that nobody confirmed, unless the last is accepted and on record.
 */
export const createConvocation: Operation<Chart["createConvocation"]> = async (
  { path, body: input, ifMatch, caller },
  context,
) => {
  const { municipality, session: id } = path;
  const { table, now, permit, commit } = context;
  const [town, before] = await Promise.all([
    loadMunicipality(table, municipality),
    loadSession(table, municipality, id),
  ]);
  await permit(secretariat, { municipality, body: before.body });
  mustMatch(ifMatch, before.version);
  go(before.status, "convene");
  const by = caller?.id ?? "";
  const { first, last: lastDay } = daysOf(input.start ?? before.start);
  const [body, holidays, last] = await Promise.all([
    loadBody(table, municipality, before.body),
    holidaysAround(table, town.areas, { from: first, to: lastDay }),
    before.convocations === 0 ? null : findConvocation(table, municipality, id, before.convocations),
  ]);
  const session = reviseSession(before, await changesIn(table, input, town), holidays, now);
  mustBeAlive(body, session);
  const order: Order | undefined = input.order && {
    ...input.order,
    seat: null,
    recordedBy: by,
    at: formatInstant(now),
    start: session.start,
    kind: session.kind,
  };
  const preparation = await prepare(table, town, session, now, order);
  const { agenda, draft, rules, deadline } = preparation;
  const reason = inLanguage(town.language, input.reason);
  const decided = decide({
    before,
    session,
    agenda,
    rules,
    deadline,
    holidays,
    last,
    reason,
    by,
    now,
    salt: context.newId(),
  });
  mayNotBegin({ before, last, input, preparation, convocation: decided.convocation, now });
  const { convocation } = decided;
  return whileRaced(async () => {
    const room = await holdRoom(context, town, before, decided.session);
    const writes = await conveneWrites(table, await context.keys(), {
      before,
      ...decided,
      // With the order on record, the agenda is written, and so guarded by that.
      agenda: order ? null : agenda,
      zone: town.timeZone,
      rooms: room.writes,
    });
    return commit(
      {
        status: 201,
        body: convocation,
        location: `/v1/municipalities/${municipality}/sessions/${id}/convocations/${convocation.n}`,
      },
      [
        ...writes,
        ...(order && draft ? [putAgenda({ ...draft, version: draft.version + 1 }, draft.version)] : []),
        mustStillAct(body),
      ],
      { session: id, n: convocation.n, digest: convocation.digest, start: session.start },
    );
  });
};

async function changesIn(
  table: Table,
  { title, place, kind, start, duration }: ConvocationInput,
  town: Municipality,
) {
  const named = await mustBeNamed(table, town, { place, slots: undefined });
  return {
    kind,
    start,
    duration,
    title: inLanguage(town.language, title),
    place: named.place,
  } satisfies Partial<Record<keyof StoredFullSession, unknown>>;
}
