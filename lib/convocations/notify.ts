import { usualConvening } from "../bodies/convening-model.ts";
import { findBody } from "../bodies/store.ts";
import type { StoredBody } from "../bodies/model.ts";
import { nextEvent } from "../ledger/chain.ts";
import type { LedgerEvent } from "../ledger/model.ts";
import { memberKey, putEvent } from "../ledger/store.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import type { OutboxEntry } from "../outbox/model.ts";
import { putNewEntry } from "../outbox/store.ts";
import { carryOut } from "../platform/commit.ts";
import type { Table } from "../platform/dynamo.ts";
import type { KeyRing } from "../platform/key-ring.ts";
import type { Work } from "../platform/tick.ts";
import { setTimer, takeTimer } from "../platform/timers.ts";
import type { Write } from "../platform/writes.ts";
import { formatInstant, parseInstant } from "../platform/zone.ts";
import { findSession } from "../sessions/store.ts";
import { limitsOf } from "./deadline.ts";
import type { Limits } from "./deadline.ts";
import { membersOn } from "./members.ts";
import type { Member } from "./members.ts";
import type { Convocation } from "./model.ts";
import { findConvocation } from "./store.ts";
import { toldOf } from "./told.ts";
import type { Told } from "./told.ts";
import { withdrawFrom } from "./withdraw.ts";
import { STREAM_MILLISECONDS } from "./tell.ts";
import { tellOfUngiven } from "./ungiven.ts";
import { noticesTimer, remindTimer, resendTimer, versionOf } from "./timers.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const SECOND = 1000;

/**
 * Gives every member of a session notice of a version, group by group: who has one already is passed over, so that a
 * second run, and whoever comes to their seat later, get what is missing and no more.
 */
export const notifyMembers: Work = async (timer, platform) => {
  const { table } = platform;
  const { town, session: id, n } = versionOf(timer);
  const [convocation, session] = await Promise.all([
    findConvocation(table, town, id, n),
    findSession(table, town, id),
  ]);
  // Replaced by a newer version: that one is what members are told.
  if (!convocation || session?.convocations !== n) return carryOut(table, [takeTimer(timer)]);
  const now = platform.clock();
  const [ring, limits, body, { members: told, page }] = await Promise.all([
    platform.keys(),
    limitsOfVersion(platform.table, convocation),
    findBody(table, town, convocation.body),
    toldOf(table, town, id, n),
  ]);
  const isFirst = page.every(({ event }) => event !== "notified");
  const round: Round = { convocation, limits, ring, now, isFirst };
  const members = new Set<string>();
  for await (const group of membersOn(table, town, convocation.body, convocation.start.slice(0, 10))) {
    const open = group.filter((member) => told.get(memberKey(member))?.isWithdrawn ?? true);
    for (const member of group) members.add(memberKey(member));
    const writes = await Promise.all(open.map((each) => begin(each, told.get(memberKey(each)), round)));
    if (open.length > 0) await carryOut(table, writes.flat());
  }
  await withdrawFrom(table, convocation, told, members, ring, now);
  return carryOut(table, [
    ...(isFirst ? [...allTold(page, ring, now), ...proofTimers(convocation, now)] : []),
    ...(body ? await tellOfUngiven(table, body, convocation, now) : []),
    setTimer(resendTimer(town, id, n, now + STREAM_MILLISECONDS)),
    ...reminders(convocation, body, now),
    takeTimer(timer),
  ]);
};

/** When it is looked at whether every notice is given: a day before the last lawful moment, and when it is over. */
function proofTimers({ municipality, session, n, deadline }: Convocation, now: number): Write[] {
  const limit = parseInstant(deadline?.strictest ?? "");
  if (limit === null) return [];
  return [limit - DAY, limit + SECOND]
    .filter((due) => due > now)
    .map((due) => setTimer(noticesTimer(municipality, session, n, due)));
}

/** What the notices of one run have in common. */
interface Round {
  readonly convocation: Convocation;
  readonly limits: Limits | null;
  readonly ring: KeyRing;
  readonly now: number;
  /** Not every member of the day of convening has a notice yet; who comes after that comes later. */
  readonly isFirst: boolean;
}

/** On record that every member has a notice by now: what is missing from here on came later. */
function allTold(page: readonly LedgerEvent[], ring: KeyRing, now: number): Write[] {
  const last = page.at(-1);
  const facts = { event: "notified" as const, at: formatInstant(now), by: "system" };
  return last ? [putEvent(nextEvent(last, last, facts, ring))] : [];
}

/** A cancellation has no deadline; else each member has one of their own. */
async function limitsOfVersion(table: Table, convocation: Convocation): Promise<Limits | null> {
  const { municipality, deadline } = convocation;
  if (!deadline) return null;
  const { areas } = await loadMunicipality(table, municipality);
  // The rules that held when it was decided, not those of today.
  return limitsOf(table, convocation, deadline, areas);
}

/** The first event of a member's notice, and the mail that is to leave; on paper, the letter waits to be printed. */
async function begin(
  { seat, tenure, label, addressee, email, residence }: Member,
  before: Told | undefined,
  { convocation, limits, ring, now, isFirst }: Round,
): Promise<Write[]> {
  const { municipality, body, session, n, digest, convenedAt, by, acceptedLate } = convocation;
  const channel = email === null ? ("paper" as const) : ("mail" as const);
  const at = formatInstant(now);
  const limit = limits && isFirst ? (await limits.of(residence)).limit : null;
  // To whoever came later nothing was owed in time, nor where the term was over before anyone decided: they are told at once.
  const isOwed = limit !== null && (acceptedLate || limit >= (parseInstant(convenedAt) ?? 0));
  const own = isOwed ? formatInstant(limit) : null;
  const chain = { municipality, session, n, seat, tenure, channel };
  const facts = { event: "decided" as const, at, by, addressee, lastLawfulMoment: own };
  const event = nextEvent(chain, before?.heads[channel] ?? { sequence: 0, digest }, facts, ring);
  const isSoon = now - (parseInstant(convenedAt) ?? 0) < DAY;
  const entry: OutboxEntry = {
    ...chain,
    body,
    what: "notice",
    addressee,
    label,
    // The same for all, however long it takes; who is told much later does not get a mail of long ago.
    decidedAt: isFirst && isSoon ? convenedAt : at,
    lastLawfulMoment: acceptedLate ? null : own,
    head: { sequence: event.sequence, digest: event.digest },
    code: null,
    attempts: 0,
    notBefore: null,
    version: 1,
  };
  return [putEvent(event), ...(email === null ? [] : [putNewEntry(entry)])];
}

function reminders(
  { municipality, session, n, type, startUtc }: Convocation,
  body: StoredBody | null,
  now: number,
): Write[] {
  if (type === "cancellation") return [];
  const { remindHours } = body?.convening ?? usualConvening;
  return remindHours
    .map((hours) => (parseInstant(startUtc) ?? 0) - hours * HOUR)
    .filter((due) => due > now)
    .map((due) => setTimer(remindTimer(municipality, session, n, due)));
}
