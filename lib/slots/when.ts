import { Refusal } from "../errors.ts";
import { dayOfCivil, formatCivil, parseCivil, parseDuration, SECONDS_PER_DAY } from "../platform/civil.ts";
import { formatInstant, instantOf, parseInstant } from "../platform/zone.ts";
import type { Session } from "../sessions/model.ts";
import type { SessionStatus } from "../sessions/states.ts";
import { overAt } from "../sessions/time.ts";
import type { Slot } from "../sessions/slot-model.ts";

type Timed = Pick<Session, "start" | "startUtc" | "timeZone" | "duration">;

/** When a slot is: on the clock, and in milliseconds since 1970, half-open. */
export interface SlotTime {
  readonly start: string;
  readonly startUtc: string;
  readonly from: number;
  readonly to: number;
}

/** Slots are of sessions whose hour is known: null for any other. */
export function timeOf(
  { start, startUtc, timeZone }: Timed,
  { at, duration }: Pick<Slot, "at" | "duration">,
): SlotTime | null {
  const [civil, begins] = [parseCivil(start), parseInstant(startUtc ?? "")];
  if (civil === null || begins === null) return null;
  const own = dayOfCivil(civil) * SECONDS_PER_DAY + (parseCivil(`1970-01-01T${at}`) ?? 0);
  // Where the clock jumps over it: as long after the session's start as its wall clock would have it.
  const from = instantOf(own, timeZone) ?? begins + (own - civil) * 1000;
  const to = from + (parseDuration(duration) ?? 0) * 1000;
  return { start: formatCivil(own), startUtc: formatInstant(from), from, to };
}

/** Days after its session until it is forgotten who booked: to answer who asks, and no longer (GDPR 5.1.e). */
const KEPT_DAYS = 30;
const DAY = 86_400_000;

/** The instant from which a booking is not needed any more. */
export const forgottenAt = (session: Timed): string => formatInstant(overAt(session) + KEPT_DAYS * DAY);

const BOOKABLE: readonly SessionStatus[] = ["planned", "convened", "open"];

/** Whether a slot can be booked at an instant: until it is over, at 13:59 of one that ends at 14:00. */
export const isBookable = ({ status }: Pick<Session, "status">, time: SlotTime, now: number): boolean =>
  BOOKABLE.includes(status) && now < time.to;

/** 409 where it is too late, or the session is none that takes place. */
export function mustBeBookable(session: Pick<Session, "status">, time: SlotTime, now: number): void {
  if (isBookable(session, time, now)) return;
  throw new Refusal(
    "wrong-state",
    BOOKABLE.includes(session.status)
      ? "This slot is over: choose one that is to come."
      : `Its session is ${session.status}: choose a slot of one that takes place.`,
  );
}
