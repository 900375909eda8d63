import { usualConvening } from "../bodies/convening-model.ts";
import { findBody } from "../bodies/store.ts";
import type { StoredBody } from "../bodies/model.ts";
import { nextEvent } from "../ledger/chain.ts";
import type { ChainOf } from "../ledger/model.ts";
import { begunChains, memberKey, putEvent } from "../ledger/store.ts";
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
import { withdrawFrom } from "./withdraw.ts";
import { STREAM_MILLISECONDS } from "./tell.ts";
import { remindTimer, resendTimer, versionOf } from "./timers.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

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
  const [ring, limits, body] = await Promise.all([
    platform.keys(),
    limitsOfVersion(platform.table, convocation),
    findBody(table, town, convocation.body),
  ]);
  const members = new Set<string>();
  for await (const group of membersOn(table, town, convocation.body, convocation.start.slice(0, 10))) {
    for (const member of group) members.add(memberKey(member));
    const open = await withoutNotice(table, convocation, group);
    const writes = await Promise.all(open.map((member) => begin(member, convocation, limits, ring, now)));
    if (open.length > 0) await carryOut(table, writes.flat());
  }
  await withdrawFrom(table, convocation, members, ring, now);
  return carryOut(table, [
    setTimer(resendTimer(town, id, n, now + STREAM_MILLISECONDS)),
    ...reminders(convocation, body, now),
    takeTimer(timer),
  ]);
};

/** A cancellation has no deadline; else each member has one of their own. */
async function limitsOfVersion(table: Table, convocation: Convocation): Promise<Limits | null> {
  const { municipality, deadline } = convocation;
  if (!deadline) return null;
  const { areas } = await loadMunicipality(table, municipality);
  // The rules that held when it was decided, not those of today.
  return limitsOf(table, convocation, deadline, areas);
}

async function withoutNotice(
  table: Table,
  { municipality, session, n }: Convocation,
  group: readonly Member[],
): Promise<Member[]> {
  const chains = group.flatMap(({ seat, tenure }) =>
    (["mail", "paper"] as const).map((channel): ChainOf => ({
      municipality,
      session,
      n,
      seat,
      tenure,
      channel,
    })),
  );
  const begun = new Set((await begunChains(table, chains)).map(memberKey));
  return group.filter((member) => !begun.has(memberKey(member)));
}

/** The first event of a member's chain, and the mail that is to leave; on paper, the letter waits to be printed. */
async function begin(
  { seat, tenure, label, addressee, email, residence }: Member,
  convocation: Convocation,
  limits: Limits | null,
  ring: KeyRing,
  now: number,
): Promise<Write[]> {
  const { municipality, body, session, n, digest, convenedAt } = convocation;
  const channel = email === null ? ("paper" as const) : ("mail" as const);
  const at = formatInstant(now);
  // Who came to the seat after the term ran out is told at once: nothing was owed to them in time.
  const own = limits && (await limits.of(residence)).limit;
  const convened = parseInstant(convenedAt) ?? 0;
  const isLatecomer = own !== null && convened <= own && now > own;
  const lastLawfulMoment = own === null || isLatecomer ? null : formatInstant(own);
  const chain = { municipality, session, n, seat, tenure, channel };
  const facts = { event: "decided" as const, at, by: convocation.by, addressee, lastLawfulMoment };
  const event = nextEvent(chain, { sequence: 0, digest }, facts, ring);
  const entry: OutboxEntry = {
    ...chain,
    body,
    what: "notice",
    addressee,
    label,
    // The same for all, however long it takes; who is told much later does not get a mail of long ago.
    decidedAt: now - convened < DAY ? convenedAt : at,
    lastLawfulMoment,
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
