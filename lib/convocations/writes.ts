import { mustBeAsRead } from "../agendas/store.ts";
import type { StoredAgenda } from "../agendas/model.ts";
import { nextEvent } from "../ledger/chain.ts";
import { putEvent } from "../ledger/store.ts";
import type { Table } from "../platform/dynamo.ts";
import type { KeyRing } from "../platform/key-ring.ts";
import { setTimer } from "../platform/timers.ts";
import type { Write } from "../platform/writes.ts";
import { formatInstant, parseInstant } from "../platform/zone.ts";
import type { StoredFullSession } from "../sessions/model.ts";
import { saveChanged } from "../sessions/save.ts";
import { keys } from "../table.ts";
import { clearAlerts, putAlert } from "./alerts.ts";
import type { Convocation } from "./model.ts";
import type { AlertCode } from "./outlook-model.ts";
import { findOutlook } from "./outlook-store.ts";
import { putConvocation } from "./store.ts";
import { noticesTimer } from "./timers.ts";

/** One session, as it was read, after it, and what members are told. `zone` is the town's. */
export interface Convened {
  readonly before: StoredFullSession;
  readonly session: StoredFullSession;
  readonly convocation: Convocation;
  readonly agenda: StoredAgenda | null;
  readonly zone: string;
  /** How it comes to its room, where that is decided with it. */
  readonly rooms?: readonly Write[];
}

/** Everything that is written when members are convened: the rest, notice by notice, is the intent's. */
export async function conveneWrites(table: Table, ring: KeyRing, of: Convened): Promise<Write[]> {
  const { before, session, convocation, agenda, zone, rooms } = of;
  return [
    ...saveChanged(before, session, zone, rooms),
    ...mustBeAsRead(agenda, session.municipality, session.id),
    ...goesOut(convocation, ring),
    ...(await settled(table, session)),
  ];
}

/** A version on record, published, and the intent to tell every member. */
export function goesOut(convocation: Convocation, ring: KeyRing): Write[] {
  const { municipality, session, n, convenedAt, by, digest } = convocation;
  const page = { municipality, session, n, seat: "everyone", tenure: 0, channel: "page" as const };
  const facts = { event: "published" as const, at: convenedAt, by, addressee: { everyone: true as const } };
  return [
    putConvocation(convocation),
    putEvent(nextEvent(page, { sequence: 0, digest }, facts, ring)),
    setTimer(noticesTimer(municipality, session, n, parseInstant(convenedAt) ?? 0)),
  ];
}

/** Nothing is awaited of a secretary any more; `kept` stays on the list until somebody has looked at it. */
export const settled = async (
  table: Table,
  { municipality, id }: Pick<StoredFullSession, "municipality" | "id">,
  kept?: AlertCode,
): Promise<Write[]> => [
  { remove: keys.outlook(municipality, id) },
  ...(await clearAlerts(table, municipality, id, kept)),
];

/** The day of a session is over. That nobody convened it in time stays on the list, also if nobody was there to look. */
export async function endOfDay(table: Table, session: StoredFullSession, now: number): Promise<Write[]> {
  const { municipality, body, id, status } = session;
  const outlook = status === "planned" ? await findOutlook(table, session) : null;
  const until = outlook?.lastLawfulMoment ?? null;
  const missed = {
    municipality,
    body,
    session: id,
    code: "missed" as const,
    since: formatInstant(now),
    until,
  };
  return [
    ...(await settled(table, session, "missed")),
    ...(outlook && outlook.told.every(({ code }) => code !== "missed") ? [putAlert(missed)] : []),
  ];
}
