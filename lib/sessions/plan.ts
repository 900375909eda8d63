import { isDeepStrictEqual } from "node:util";
import type { Holidays } from "../calendars/holidays.ts";
import type { Holiday } from "../calendars/model.ts";
import { dayOfCivil, formatCivil, formatDate, SECONDS_PER_DAY, secondOfDay } from "../platform/civil.ts";
import { formatInstant, parseInstant } from "../platform/zone.ts";
import type { Occurrence } from "../series/expand.ts";
import type { HolidayPolicy, StoredSeries } from "../series/model.ts";
import type { StoredFullSession } from "./model.ts";
import { go, isOpenToGeneration } from "./states.ts";
import { overAt, startUtcOf } from "./time.ts";
import type { z } from "zod";

/** The id of a generated session never changes: however often it is generated, it is the same session. */
export const sessionIdOf = (series: StoredSeries, day: number): string =>
  `${series.body}-${series.id}-${formatDate(day)}`;

interface Settled {
  readonly civil: number;
  readonly holiday: Holiday | null;
  readonly status: "planned" | "proposed";
}

const MOST_DAYS_TO_A_WORKING_DAY = 31;

/** What the policy makes of an occurrence: when it is to be, or null when it is left out. */
export function settle(
  civil: number,
  policy: z.infer<typeof HolidayPolicy>,
  holidays: Holidays,
): Settled | null {
  const holiday = holidays.on(dayOfCivil(civil));
  if (!holiday || policy === "keep") return { civil, holiday, status: "planned" };
  if (policy === "ask") return { civil, holiday, status: "proposed" };
  if (policy === "skip") return null;
  const step = policy === "next-working-day" ? 1 : -1;
  for (let i = 1; i <= MOST_DAYS_TO_A_WORKING_DAY; i++) {
    const day = dayOfCivil(civil) + i * step;
    if (holidays.isWorking(day))
      return { civil: day * SECONDS_PER_DAY + secondOfDay(civil), holiday: null, status: "planned" };
  }
  return { civil, holiday, status: "proposed" };
}

/** The session that an occurrence makes; null when the policy leaves it out. A past one makes no noise: its day is over. */
export function sessionOf(
  series: StoredSeries,
  { day, civil, segment }: Occurrence,
  holidays: Holidays,
  now: number,
): StoredFullSession | null {
  const settled = settle(civil, segment.holidayPolicy, holidays);
  if (!settled) return null;
  const start = formatCivil(settled.civil);
  const timed = {
    start,
    timeZone: series.timeZone,
    startUtc: startUtcOf(start, series.timeZone),
    duration: segment.duration,
  };
  return {
    id: sessionIdOf(series, day),
    municipality: series.municipality,
    body: series.body,
    series: series.id,
    recurrenceDate: formatDate(day),
    title: segment.title,
    kind: "ordinary",
    ...timed,
    place: segment.place,
    slots: segment.slots,
    status: overAt(timed) > now ? settled.status : go(settled.status, closing(settled.status)),
    holiday: settled.holiday,
    // Never below what an earlier session of this id reached: a session grows by at most one a revision.
    sequence: series.revision,
    version: 1,
    touched: false,
    updatedAt: formatInstant(now),
    description: null,
    reason: null,
  };
}

/** What the end of its day does to a session that nobody decided or recorded. */
export const closing = (status: "planned" | "convened" | "proposed"): "lapse" | "leaveUnrecorded" =>
  status === "proposed" ? "lapse" : "leaveUnrecorded";

/** Whether generation may still revise or remove it: no hand has touched it, nobody was convened, it has not begun. */
export const isRevisable = ({ touched, status, ...session }: StoredFullSession, now: number): boolean =>
  !touched && isOpenToGeneration(status) && (parseInstant(session.startUtc ?? "") ?? overAt(session)) > now;

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
export function revised(before: StoredFullSession, wanted: StoredFullSession): StoredFullSession | null {
  if (FROM_SERIES.every((field) => isDeepStrictEqual(before[field], wanted[field]))) return null;
  return {
    ...wanted,
    sequence: before.sequence + 1,
    version: before.version + 1,
  };
}
