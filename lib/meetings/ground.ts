import { findAgenda } from "../agendas/store.ts";
import { legalNumberOn } from "../bodies/show.ts";
import { loadBody } from "../bodies/store.ts";
import { rulesIn } from "../convocations/decide.ts";
import { findConvocation } from "../convocations/store.ts";
import { rulesOn } from "../law/store.ts";
import { daysOf, formatDate } from "../platform/civil.ts";
import type { Table } from "../platform/dynamo.ts";
import { holds } from "../platform/validity.ts";
import type { StoredSeat } from "../seats/model.ts";
import { eachSeat, pastSeats } from "../seats/store.ts";
import type { StoredFullSession } from "../sessions/model.ts";
import { isRecorded } from "./attend.ts";
import type { Meeting } from "./model.ts";
import { isMember, startOfCall } from "./quorum.ts";

/**
 * The record of a meeting that has none yet, or is not open yet: what members were convened with; else what the rules and
 * the agenda of its day say. What is open rests on what was frozen when it was opened.
 */
export async function groundOf(
  table: Table,
  session: StoredFullSession,
  before: Meeting | null,
  now: number,
): Promise<Meeting> {
  if (before?.call) return before;
  const { municipality, body: bodyId, id } = session;
  const day = formatDate(daysOf(startOfCall(session, before, now)).first);
  const [body, convocation, rules, agenda] = await Promise.all([
    loadBody(table, municipality, bodyId),
    session.convocations === 0 ? null : findConvocation(table, municipality, id, session.convocations),
    rulesOn(table, municipality, bodyId, day),
    session.convocations === 0 ? findAgenda(table, municipality, id) : null,
  ]);
  const { members, spokespersons } = await seatsOn(table, session, day);
  const legal = legalNumberOn(body.legalNumbers, body.recorded, day)?.members ?? null;
  const items = convocation?.agenda?.items ?? agenda?.items ?? [];
  return {
    municipality,
    body: bodyId,
    session: id,
    start: session.start,
    day,
    // Of a day that it was moved from, nothing counts.
    calls: before?.start === session.start ? before.calls : [],
    call: null,
    constituted: null,
    legalNumber: legal ?? (members > 0 ? members : null),
    basis: legal !== null ? "legal-number" : members > 0 ? "seats" : "not-known",
    members,
    spokespersons,
    rules: convocation?.rules ?? (rules ? rulesIn(rules) : {}),
    items: items.map((item) => ({ id: item.id, kind: item.kind, title: item.title, offAgenda: false })),
    presiding: null,
    secretary: null,
    openedAt: null,
    closedAt: null,
    cause: null,
    notes: null,
    votes: 0,
    version: before?.version ?? 0,
  };
}

/** The members in office on a day, and which seats speak for those who named them; of the past, also who left since. */
async function seatsOn(table: Table, { municipality: town, body, status }: StoredFullSession, day: string) {
  const seats = new Map<string, StoredSeat>();
  for await (const seat of eachSeat(table, town, body))
    if (holds(seat, day) !== "no") seats.set(seat.id, seat);
  if (isRecorded(status))
    for await (const seat of pastSeats(table, town, body))
      if (holds(seat, day) === "yes" && !seats.has(seat.id)) seats.set(seat.id, seat);
  const all = [...seats.values()];
  return {
    members: all.filter((seat) => isMember(seat) && seat.occupancy !== "vacant").length,
    spokespersons: all.filter(({ spokesperson }) => spokesperson).map(({ id }) => id),
  };
}
