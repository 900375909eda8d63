import { StoredAgenda } from "../agendas/model.ts";
import { putAgenda } from "../agendas/store.ts";
import { StoredAnswer } from "../answers/model.ts";
import { putAnswer } from "../answers/store.ts";
import { usualConvening } from "../bodies/convening-model.ts";
import { putAlert } from "../convocations/alerts.ts";
import { Convocation } from "../convocations/model.ts";
import { nextLook } from "../convocations/outlook.ts";
import { putOutlook } from "../convocations/outlook-store.ts";
import { putConvocation } from "../convocations/store.ts";
import { firstLook, lookTimer } from "../convocations/timers.ts";
import { LedgerEvent } from "../ledger/model.ts";
import type { ChainOf } from "../ledger/model.ts";
import { memberKey, putEvent } from "../ledger/store.ts";
import type { OutboxEntry } from "../outbox/model.ts";
import { putNewEntry } from "../outbox/store.ts";
import { setTimer } from "../platform/timers.ts";
import type { Timer } from "../platform/timers.ts";
import type { Write } from "../platform/writes.ts";
import { parseInstant } from "../platform/zone.ts";
import type { StoredFullSession } from "../sessions/model.ts";
import { putNewSession } from "../sessions/store.ts";
import { awaitsItsDay, closeTimer, secondCallTimer } from "../sessions/timers.ts";
import { isHeld, stayOf } from "../places/stay.ts";
import { roomsTimer } from "../places/timers.ts";
import type { Document } from "./document-model.ts";
import type { Step, StepOf } from "./steps.ts";

/**
 * A session with its timers and what comes and goes with it: how its convocation stands, and what its secretary was told
 * of. Once the session is there these are not put again: they may have been done with since.
 */
export function sessionWrites(session: StoredFullSession, town: Document, now: number): Write[] {
  const { outlooks, alerts, outbox, municipality } = town;
  const isOf = ({ session: id }: { session: string }): boolean => id === session.id;
  return [
    putNewSession(session, municipality.timeZone),
    ...[...timersOf(session, town, now), ...roomTimers(session, town, now)].map(setTimer),
    ...outlooks.filter(isOf).map((outlook) => putOutlook(session, outlook)),
    ...alerts.filter(isOf).map(putAlert),
    ...outbox.filter((entry) => isOf(entry) && entry.head === null).map(putNewEntry),
  ];
}

/**
 * The end of a session's day, its second call, and the next look at its convocation: as the last look set it, or the first one. What
 * should have been looked at already is looked at with all others: an import looks at the calendars, and these at that.
 */
function timersOf(session: StoredFullSession, { outlooks, bodies }: Document, now: number): Timer[] {
  if (session.gone || !awaitsItsDay(session.status)) return [];
  const [close, second] = [closeTimer(session), secondCallTimer(session)];
  if (session.status !== "planned") return second ? [close, second] : [close];
  const outlook = outlooks.find((each) => each.session === session.id);
  const convening = bodies.find(({ id }) => id === session.body)?.convening ?? usualConvening;
  const next = outlook && nextLook(session, outlook, convening.warnDays);
  if (outlook) return next ? [close, lookTimer(session, next)] : [close];
  const first = firstLook(session);
  return first && (parseInstant(first.due) ?? 0) > now ? [close, first] : [close];
}

/**
 * A look at the room of a session that does not hold what it should, at once: it is still to get it, or it was taken. What is
 * over holds nothing anew; but what it holds ahead of now is to be free, and its secretary may still be told that it has none.
 */
function roomTimers(session: StoredFullSession, { rooms, alerts }: Document, now: number): Timer[] {
  const { municipality, id } = session;
  const stay = stayOf(session);
  const room = rooms.find((each) => each.session === id) ?? null;
  const isTold = alerts.some(({ session: of, code }) => of === id && code === "room-taken");
  const isAhead = room !== null && room.held && (parseInstant(room.to) ?? 0) > now;
  const isRight = stay !== null && stay.to <= now ? !isAhead : isHeld(room, stay);
  return isTold || !isRight ? [roomsTimer(municipality, id, now)] : [];
}

/** What sessions are convened with, and the proof of it. Mail that has not left goes with the event that it hangs on. */
export function conveningSteps(
  { agendas, convocations, answers, ledger, outbox }: Document,
  step: StepOf,
): Step[] {
  const mail = new Map<string, OutboxEntry[]>();
  for (const entry of outbox)
    if (entry.head) {
      const name = nameOf(entry, entry.head.sequence);
      mail.set(name, [...(mail.get(name) ?? []), entry]);
    }
  return [
    ...agendas.map((each, i) => step(`$.agendas[${i}]`, StoredAgenda, each, [putAgenda(each, null)])),
    ...convocations.map((each, i) => step(`$.convocations[${i}]`, Convocation, each, [putConvocation(each)])),
    ...answers.map((each, i) => step(`$.answers[${i}]`, StoredAnswer, each, [putAnswer(each, null)])),
    ...ledger.map((each, i) =>
      step(`$.ledger[${i}]`, LedgerEvent, each, [
        putEvent(each),
        ...(mail.get(nameOf(each, each.sequence)) ?? []).map(putNewEntry),
      ]),
    ),
  ];
}

const nameOf = ({ session, n, channel, ...of }: ChainOf, sequence: number): string =>
  [session, n, memberKey(of), channel, sequence].join(" ");
