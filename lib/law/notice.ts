import type { Holidays } from "../calendars/holidays.ts";
import { dayOfCivil, formatDate, weekday } from "../platform/civil.ts";
import { instantOf, startOfDay } from "../platform/zone.ts";
import type { Notice, NoticeStep } from "./notice-model.ts";

/** The last lawful moment of a notice, in milliseconds, and how it was found. */
export interface TimeLimit {
  readonly limit: number;
  readonly steps: readonly NoticeStep[];
  /** The days that were looked at: their calendars have to be known. */
  readonly from: number;
}

interface Occasion {
  /** The session's start, civil, and the zone of its place. */
  readonly start: number;
  readonly zone: string;
  readonly holidays: Holidays;
}

const HOUR = 3_600_000;
/** A local day's last second is the last lawful moment of a day. */
const SECOND = 1000;

/**
 * The last moment at which a notice for a session is in time, itself still lawful (Ley 39/2015, art. 30). Days are
 * counted backwards from the session; the notice may be given until the end of the day that no longer has to count.
 */
export function timeLimit(notice: Notice, occasion: Occasion): TimeLimit {
  return notice.unit.endsWith("days") ? limitInDays(notice, occasion) : limitInHours(notice, occasion);
}

const SESSION_DAY = { why: "day-of-the-session", holiday: null } as const;

/**
 * "Two working days between notice and session" leaves two whole working days free (clear days): the latest day of
 * delivery is the one before the second of them, whatever day that is.
 */
function limitInDays(notice: Notice, { start, zone, holidays }: Occasion): TimeLimit {
  const { n, countDeliveryDay = false, countSessionDay = false } = notice;
  const session = dayOfCivil(start);
  const steps: NoticeStep[] = [];
  let counted = 0;
  let day = session;
  for (; ; day--) {
    const { counts, ...why } = judge(notice, day, holidays);
    const isSession = day === session;
    const isIn = counts && (!isSession || countSessionDay);
    if (isIn) counted++;
    const what = isSession ? "session" : isIn ? "counts" : "does-not-count";
    const reason = isSession && !countSessionDay ? SESSION_DAY : why;
    steps.push({ date: formatDate(day), what, hours: null, counted, ...reason });
    if (counted >= n) break;
  }
  // Where the day of delivery counts, it is the last that was counted; else it is the one before.
  const delivery = countDeliveryDay || n === 0 ? day : day - 1;
  if (delivery < day)
    steps.push({
      date: formatDate(delivery),
      what: "limit",
      why: "day-of-delivery",
      hours: null,
      counted,
      holiday: null,
    });
  const endOfDelivery = startOfDay(delivery + 1, zone) - SECOND;
  const begin = instantOf(start, zone) ?? startOfDay(session, zone);
  return { limit: Math.min(endOfDelivery, begin), steps, from: delivery };
}

/** Every hour of a working day is a working hour (art. 30.1); natural hours are those of the clock. */
function limitInHours(notice: Notice, { start, zone, holidays }: Occasion): TimeLimit {
  const begin = instantOf(start, zone) ?? startOfDay(dayOfCivil(start), zone);
  let left = notice.n * HOUR;
  let end = begin;
  const steps: NoticeStep[] = [];
  for (let day = dayOfCivil(start); ; day--) {
    const from = startOfDay(day, zone);
    const { counts, ...why } = judge(notice, day, holidays);
    const used = counts ? Math.min(left, end - from) : 0;
    left -= used;
    const counted = notice.n - left / HOUR;
    steps.push({
      date: formatDate(day),
      what: counts ? "counts" : "does-not-count",
      hours: used / HOUR,
      counted,
      ...why,
    });
    if (left === 0) return { limit: end - used, steps, from: day };
    end = from;
  }
}

/** Whether a day counts towards a notice, and why. */
function judge(
  { unit }: Notice,
  day: number,
  holidays: Holidays,
): Pick<NoticeStep, "why" | "holiday"> & { readonly counts: boolean } {
  if (unit.startsWith("natural")) return { counts: true, why: "natural-day", holiday: null };
  const holiday = holidays.on(day);
  if (holiday) return { counts: false, why: "holiday", holiday: { name: holiday.name, area: holiday.area } };
  if (weekday(day) === 5) return { counts: false, why: "saturday", holiday: null };
  if (weekday(day) === 6) return { counts: false, why: "sunday", holiday: null };
  return { counts: true, why: "working-day", holiday: null };
}
