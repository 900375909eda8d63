import type { StoredSeat } from "../seats/model.ts";
import { eachSeat } from "../seats/store.ts";
import { endingsOf } from "../bodies/ending.ts";
import { eachShared } from "../bodies/store.ts";
import type { StoredBody } from "../bodies/model.ts";
import { addDays } from "../platform/civil.ts";
import type { Table } from "../platform/dynamo.ts";
import { holds } from "../platform/validity.ts";
import { parseInstant } from "../platform/zone.ts";
import { honouring } from "./alive.ts";
import type { Clash } from "./clash-model.ts";
import type { Session } from "./model.ts";
import { eachSession } from "./store.ts";
import type { Timeline } from "./store.ts";
import { endOf } from "./time.ts";
import { awaitsItsDay } from "./timers.ts";

type Timed = Pick<Session, "id" | "municipality" | "body" | "start" | "startUtc" | "timeZone" | "duration">;

/**
 * Who of a session's seats is expected elsewhere at that time: in a body of the town, in one of another town that it
 * shares, or, of a shared body, in one of the towns that share it. First the sessions at that time, then the seats of
 * their bodies only: the cost follows from what happens on that day, not from how many bodies there are.
 */
export async function clashesOf(table: Table, session: Timed, body: StoredBody): Promise<Clash[]> {
  const { municipality: town, start, startUtc } = session;
  if (startUtc === null) return [];
  const day = start.slice(0, 10);
  // What began the day before may still go on.
  const between = { from: addDays(day, -1), to: addDays(day, 1) };
  const timelines: Timeline[] = [{ town }, ...body.sharedWith.map((other) => ({ town: other }))];
  for await (const shared of eachShared(table, town))
    timelines.push({ town: shared.municipality, body: shared.body });

  const rivals = new Map<string, Session>();
  for (const timeline of timelines) {
    const endings = await endingsOf(table, timeline.town);
    for await (const other of eachSession(table, timeline, between))
      if (isRival(session, honouring(other, endings))) rivals.set(`${other.municipality} ${other.id}`, other);
  }
  if (rivals.size === 0) return [];

  const own = await seatsOn(table, session.municipality, session.body, day);
  const found = await Promise.all(
    [...rivals.values()].map(async (rival) => {
      const theirs = await seatsOn(table, rival.municipality, rival.body, day);
      return own.flatMap((seat) => clashesWith(seat, theirs, rival));
    }),
  );
  return found.flat();
}

/** Whether another session is held or to be held while this one is. */
function isRival(session: Timed, other: Session): boolean {
  if (other.municipality === session.municipality && other.body === session.body) return false;
  if (!awaitsItsDay(other.status) && other.status !== "open") return false;
  const [from, otherFrom] = [parseInstant(session.startUtc ?? ""), parseInstant(other.startUtc ?? "")];
  if (from === null || otherFrom === null) return false;
  return from < endOf(other) && otherFrom < endOf(session);
}

async function seatsOn(table: Table, town: string, body: string, day: string): Promise<StoredSeat[]> {
  const seats: StoredSeat[] = [];
  for await (const seat of eachSeat(table, town, body)) if (holds(seat, day) !== "no") seats.push(seat);
  return seats;
}

function clashesWith(seat: StoredSeat, theirs: readonly StoredSeat[], rival: Session): Clash[] {
  const { municipality, body, id: session, title, start, timeZone, duration } = rival;
  return theirs.flatMap((other) => {
    const by = sharedHolder(seat, other);
    const elsewhere = { municipality, body, session, seat: other.id, title, start, timeZone, duration };
    return by ? [{ seat: seat.id, by, elsewhere }] : [];
  });
}

/** Whom two seats have in common. People are known within one town only; entities are named with theirs. */
function sharedHolder(one: StoredSeat, other: StoredSeat): Clash["by"] | null {
  const isSameTown = one.municipality === other.municipality;
  if (isSameTown && one.titular !== null && one.titular === other.titular) return "person";
  const isSameEntity =
    one.entity !== null &&
    one.entity.id === other.entity?.id &&
    one.entity.municipality === other.entity.municipality;
  // Different people of one entity may well be in two places.
  const areOthers = isSameTown && one.titular !== null && other.titular !== null;
  return isSameEntity && !areOthers ? "entity" : null;
}
