import { isDeepStrictEqual } from "node:util";
import type { Holiday } from "../calendars/holiday-model.ts";
import type { Holidays } from "../calendars/holidays.ts";
import { dayOfCivil, formatCivil, formatDate, SECONDS_PER_DAY, secondOfDay } from "../platform/civil.ts";
import { civilOf, formatInstant, parseInstant } from "../platform/zone.ts";
import type { StoredFullSession } from "../sessions/model.ts";
import { closing, go, isOpenToGeneration } from "../sessions/states.ts";
import { overAt, startUtcOf } from "../sessions/time.ts";
import type { Occurrence } from "./expand.ts";
import type { Segment, StoredSeries } from "./model.ts";

/** The id of a generated session never changes: however often it is generated, it is the same session. */
export const sessionIdOf = (series: StoredSeries, day: number): string =>
  `${series.body}-${series.id}-${formatDate(day)}`;

interface Settled {
  readonly civil: number;
  readonly holiday: Holiday | null;
  readonly status: "planned" | "proposed";
}

const MOST_DAYS_TO_A_WORKING_DAY = 31;

/**
 * What the policy makes of an occurrence: when it is to be, or null when it is left out. `now` is civil: a holiday that
 * is declared at the last moment moves nothing into the past, but leaves the decision to the secretary.
 */
export function settle(
  civil: number,
  policy: Segment["holidayPolicy"],
  holidays: Holidays,
  now: number,
): Settled | null {
  const holiday = holidays.on(dayOfCivil(civil));
  if (!holiday || policy === "keep") return { civil, holiday, status: "planned" };
  if (policy === "skip") return null;
  const moved =
    policy === "ask" ? null : toWorkingDay(civil, policy === "next-working-day" ? 1 : -1, holidays);
  if (moved === null || (moved <= now && civil > now)) return { civil, holiday, status: "proposed" };
  return { civil: moved, holiday: null, status: "planned" };
}

/** The same hour of the next working day in that direction, or null when a month has none. */
function toWorkingDay(civil: number, step: 1 | -1, holidays: Holidays): number | null {
  for (let i = 1; i <= MOST_DAYS_TO_A_WORKING_DAY; i++) {
    const day = dayOfCivil(civil) + i * step;
    if (holidays.isWorking(day)) return day * SECONDS_PER_DAY + secondOfDay(civil);
  }
  return null;
}

/** The session that an occurrence makes; null when the policy leaves it out. A past one makes no noise: its day is over. */
export function sessionOf(
  series: StoredSeries,
  { day, civil, segment }: Occurrence,
  holidays: Holidays,
  now: number,
): StoredFullSession | null {
  const { timeZone } = series;
  const settled = settle(civil, segment.holidayPolicy, holidays, civilOf(now, timeZone));
  if (!settled) return null;
  const start = formatCivil(settled.civil);
  const timed = { start, timeZone, startUtc: startUtcOf(start, timeZone), duration: segment.duration };
  return {
    ...timed,
    id: sessionIdOf(series, day),
    municipality: series.municipality,
    body: series.body,
    series: series.id,
    recurrenceDate: formatDate(day),
    title: segment.title,
    kind: "ordinary",
    place: segment.place,
    slots: segment.slots,
    status: overAt(timed) > now ? settled.status : go(settled.status, closing(settled.status)),
    holiday: settled.holiday,
    sequence: 0,
    version: 1,
    touched: false,
    updatedAt: formatInstant(now),
    description: null,
    reason: null,
    convocations: 0,
    request: null,
    secondCall: null,
    gone: false,
  };
}

/** Whether generation may still revise or remove it: no hand has touched it, nobody was convened, it has not begun. */
export const isRevisable = (session: StoredFullSession, now: number): boolean =>
  !session.touched &&
  isOpenToGeneration(session.status) &&
  (parseInstant(session.startUtc ?? "") ?? overAt(session)) > now;

/** What a session has from its series and the calendar, and takes over again when these change. */
const FROM_SERIES = [
  "title",
  "start",
  "startUtc",
  "timeZone",
  "duration",
  "place",
  "slots",
  "status",
  "holiday",
] as const;

/** The session as its series now has it, or null when nothing differs. */
export function followSeries(before: StoredFullSession, wanted: StoredFullSession): StoredFullSession | null {
  if (FROM_SERIES.every((field) => isDeepStrictEqual(before[field], wanted[field]))) return null;
  const changesStatus = before.status !== wanted.status;
  const status = changesStatus
    ? go(before.status, wanted.status === "proposed" ? "propose" : "keep")
    : before.status;
  return { ...wanted, status, ...counted(before) };
}

/** The session that comes back under its id: people's calendars see it go on, not begin anew. */
export const comeBack = (before: StoredFullSession, wanted: StoredFullSession): StoredFullSession => ({
  ...wanted,
  ...counted(before),
});

/** The session that its series no longer gives. */
export const takeAway = (before: StoredFullSession, now: number): StoredFullSession => ({
  ...before,
  ...counted(before),
  gone: true,
  updatedAt: formatInstant(now),
});

const counted = ({ sequence, version }: StoredFullSession) => ({
  sequence: sequence + 1,
  version: version + 1,
});
