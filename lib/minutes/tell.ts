import { membersOn } from "../convocations/members.ts";
import type { Member } from "../convocations/members.ts";
import { resendTimer } from "../convocations/timers.ts";
import { STREAM_MILLISECONDS } from "../convocations/tell.ts";
import type { OutboxEntry } from "../outbox/model.ts";
import { putNewEntry } from "../outbox/store.ts";
import { carryOut } from "../platform/commit.ts";
import type { Work } from "../platform/tick.ts";
import { setTimer, takeTimer } from "../platform/timers.ts";
import type { Minutes } from "./model.ts";
import { findMinutes } from "./store.ts";
import { circulationOf, circulationTimer } from "./timers.ts";

/**
 * Writes to every member of the day of the session whom mail reaches that its minutes are circulated (Ley 40/2015, 18.2:
 * "por medios electrónicos"), group by group. Of a version that was superseded or approved meanwhile nobody is told.
 */
export const tellOfMinutes: Work = async (timer, platform) => {
  const { table, clock } = platform;
  const circulation = circulationOf(timer);
  const { municipality, session, n, after } = circulation;
  const found = await findMinutes(table, municipality, session, n);
  if (found?.status !== "circulated") return carryOut(table, [takeTimer(timer)]);
  let current = timer;
  for await (const group of membersOn(table, municipality, found.body, found.content.day)) {
    const open = group.filter(({ seat }) => seat > after);
    const last = open.at(-1);
    if (!last) continue;
    const next = circulationTimer({ ...circulation, after: last.seat }, timer.due);
    const reached = open.filter(({ email }) => email !== null);
    await carryOut(table, [
      ...reached.map((member) => putNewEntry(entryFor(member, found))),
      setTimer(next),
      takeTimer(current),
    ]);
    current = next;
  }
  return carryOut(table, [
    setTimer(resendTimer(municipality, session, n, clock() + STREAM_MILLISECONDS)),
    takeTimer(current),
  ]);
};

/** It is no notice: no chain of the ledger tells of it. */
const entryFor = (
  { seat, tenure, label, addressee }: Member,
  { municipality, body, session, n, circulatedAt, createdAt }: Minutes,
): OutboxEntry => ({
  municipality,
  body,
  session,
  n,
  seat,
  tenure,
  channel: "mail",
  what: "minutes",
  addressee,
  label,
  decidedAt: circulatedAt ?? createdAt,
  lastLawfulMoment: null,
  head: null,
  code: null,
  attempts: 0,
  notBefore: null,
  version: 1,
});
