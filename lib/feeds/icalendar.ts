import ICAL from "ical.js";
import { formatCivil, formatDuration, parseCivil, parseDuration } from "../platform/civil.ts";
import type { Text } from "../platform/texts.ts";
import type { Session } from "../sessions/model.ts";
import type { Jcal } from "./vtimezone.ts";

export const PRODID = "-//Convoca//Sessions//EN";

/** RFC 5545 3.1 allows 75 octets a line; ical.js 2.2 does not count the blank that begins a continued one. */
const FOLD_LENGTH = 74;
/** ical.js does not know these, and would add VALUE=TEXT, which readers of the older one do not expect. */
const TEXTS = ["name", "x-wr-calname"];

/** A calendar as it is sent. */
export function serialized(calendar: Jcal): string {
  // Here: what a module does by being read may be left out of a bundle
  ICAL.foldLength = FOLD_LENGTH;
  for (const name of TEXTS) ICAL.design.icalendar.property[name] = { defaultType: "text" };
  return ICAL.stringify(calendar as unknown as unknown[]);
}

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
