import { dayOfCivil, daysOf, formatCivil, formatDate, parseCivil, parseDuration } from "../platform/civil.ts";
import { civilOf, endOfDay, formatInstant, instantOf, parseInstant } from "../platform/zone.ts";
import type { Session } from "./model.ts";

type Timed = Pick<Session, "start" | "timeZone" | "startUtc" | "duration">;

/** The UTC instant of a start: null while it is only partly known, or when the clock jumps over it. */
export function startUtcOf(start: string, zone: string): string | null {
  const civil = parseCivil(start);
  const instant = civil === null ? null : instantOf(civil, zone);
  return instant === null ? null : formatInstant(instant);
}

/** The instant at which a session with a known start ends; without a duration, the end of its local day. */
export function endOf(session: Timed): number {
  const from = parseInstant(session.startUtc ?? "");
  const seconds = session.duration === null ? null : parseDuration(session.duration);
  return from === null || seconds === null ? overAt(session) : from + seconds * 1000;
}

/** The instant from which the session's day counts as over: the end of the local day on which it ends, as far as known. */
export function overAt({ start, timeZone, duration }: Timed): number {
  const civil = parseCivil(start);
  if (civil === null) return endOfDay(daysOf(start).last, timeZone);
  const seconds = duration === null ? 0 : (parseDuration(duration) ?? 0);
  return endOfDay(dayOfCivil(civil + Math.max(seconds - 1, 0)), timeZone);
}

/** The start on the clock of another zone, the town's; a partial one as its first day, for it sorts by what is known. */
export function localStart({ start, startUtc, timeZone }: Timed, zone: string): string {
  if (startUtc === null) return start.length >= 10 ? start : formatDate(daysOf(start).first);
  if (zone === timeZone) return start;
  return formatCivil(civilOf(parseInstant(startUtc) ?? 0, zone));
}
