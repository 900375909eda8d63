import ICAL from "ical.js";
import { formatCivil, formatDuration, parseCivil, parseDuration } from "../platform/civil.ts";
import type { Text } from "../platform/texts.ts";
import type { Session } from "../sessions/model.ts";
import type { Jcal } from "./vtimezone.ts";

// RFC 5545 3.1 allows 75 octets a line; ical.js 2.2 does not count the blank that begins a continued one.
ICAL.foldLength = 74;
// ical.js does not know these, and would add VALUE=TEXT, which readers of the older one do not expect.
for (const name of ["name", "x-wr-calname"]) ICAL.design.icalendar.property[name] = { defaultType: "text" };

export const PRODID = "-//Convoca//Sessions//EN";

/** A calendar as it is sent. */
export const serialized = (calendar: Jcal): string => ICAL.stringify(calendar as unknown as unknown[]);

/** What stands behind a property's name in jCal: the LANGUAGE parameter tells the language that was really used. */
export const worded = ({ language, text }: Text) => [{ language }, "text", text] as const;

/** Of a session whose hour is not known we publish the day. One without even a day is in no calendar. */
export function whenOf({
  start,
  timeZone,
  duration,
}: Pick<Session, "start" | "timeZone" | "duration">): unknown[][] {
  const civil = parseCivil(start);
  // A day's event could only last whole days (RFC 5545 3.6.1).
  if (civil === null) return [["dtstart", {}, "date", start]];
  const seconds = duration === null ? null : parseDuration(duration);
  return [
    ["dtstart", { tzid: timeZone }, "date-time", formatCivil(civil)],
    // In our own spelling: "P1W2D" is a duration in RFC 8984, not in RFC 5545.
    ...(seconds === null ? [] : [["duration", {}, "duration", formatDuration(seconds)]]),
  ];
}
