import type { Title } from "../platform/shapes.ts";
import { oneLine } from "../platform/texts.ts";
import type { Text } from "../platform/texts.ts";
import { formatInstant } from "../platform/zone.ts";
import type { StoredSession } from "../sessions/model.ts";
import { PRODID, serialized, whenOf, worded } from "./icalendar.ts";
import { descriptionOf } from "./texts.ts";
import { vtimezone } from "./vtimezone.ts";
import type { Jcal } from "./vtimezone.ts";

/** How often subscribers are asked to look again. */
const REFRESH = "PT1H";

export interface Feed {
  readonly name: Title;
  readonly sessions: readonly StoredSession[];
  /** The town's. */
  readonly timeZone: string;
  /** The language that was asked for. */
  readonly language?: string | undefined;
  readonly townLanguage: string;
  /** The names of bodies that stand before their sessions' titles, by `ownerOf`: in a town's feed many may be alike. */
  readonly bodies: ReadonlyMap<string, Title>;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * A calendar to subscribe to (RFC 5545). It has no METHOD: without one it is "a snapshot of some calendar information;
 * without the intention of conveying a scheduling semantic" (3.7.2), which is what a feed is; PUBLISH would demand
 * an ORGANIZER in every event (RFC 5546 3.2.1), and a town's body has no address of its own here.
 */
export function calendarOf({ name, sessions, timeZone, language, townLanguage, bodies, now }: Feed): string {
  const languages = [...(language === undefined ? [] : [language]), townLanguage];
  const title = worded(oneLine(name, languages));
  const thisYear = Number(formatInstant(now).slice(0, 4));
  const shown = sessions.filter(({ start }) => start.length >= "2015-09-08".length);
  const zones = Map.groupBy(shown, (each) => each.timeZone);
  // The town's is always there: a calendar without any component is not one (RFC 5545 3.6).
  if (!zones.has(timeZone)) zones.set(timeZone, []);
  const calendar: Jcal = [
    "vcalendar",
    [
      ["version", {}, "text", "2.0"],
      ["prodid", {}, "text", PRODID],
      ["name", ...title],
      ["x-wr-calname", {}, ...title.slice(1)],
      ["refresh-interval", {}, "duration", REFRESH],
      ["x-published-ttl", {}, "unknown", REFRESH],
    ],
    [
      ...[...zones].map(([zone, its]) => vtimezone(zone, its.length > 0 ? its.map(yearOf) : [thisYear])),
      ...shown.map((session) => eventOf(session, bodies.get(ownerOf(session)), languages)),
    ],
  ];
  return serialized(calendar);
}

const yearOf = ({ start }: StoredSession): number => Number(start.slice(0, 4));

/** Whose session it is: two towns that share an entity may call their bodies alike. */
export const ownerOf = ({ municipality, body }: Pick<StoredSession, "municipality" | "body">): string =>
  `${municipality} ${body}`;

/** Names a session in every calendar and mail, as long as it lives: moved and cancelled, it keeps it. */
export const uidOf = ({ id, municipality }: Pick<StoredSession, "id" | "municipality">): string =>
  `${id}@${municipality}.convoca`;

/** RFC 5545 3.8.1.11. What was held or never recorded did take its place in the calendar. */
const STATUS = {
  proposed: "TENTATIVE",
  planned: "CONFIRMED",
  convened: "CONFIRMED",
  open: "CONFIRMED",
  held: "CONFIRMED",
  unrecorded: "CONFIRMED",
  "not-held": "CANCELLED",
  cancelled: "CANCELLED",
  lapsed: "CANCELLED",
} as const satisfies Record<StoredSession["status"], string>;

/** One session, one VEVENT: a series has no RRULE here, for each of its sessions has a fate of its own. */
function eventOf(session: StoredSession, body: Title | undefined, languages: readonly string[]): Jcal {
  const { place, updatedAt, sequence, status } = session;
  const description = descriptionOf(session, languages);
  const properties = [
    ["uid", {}, "text", uidOf(session)],
    ["sequence", {}, "integer", sequence],
    // Without METHOD both say when the event was last revised (3.8.7.2): never the hour of the request.
    ["dtstamp", {}, "date-time", updatedAt],
    ["last-modified", {}, "date-time", updatedAt],
    ...whenOf(session),
    ["status", {}, "text", STATUS[status]],
    ["summary", ...worded(summaryOf(session, body, languages))],
    ...(place ? [["location", ...worded(oneLine(place.name, languages))]] : []),
    ...(description ? [["description", ...worded(description)]] : []),
  ];
  return ["vevent", properties, []];
}

function summaryOf({ title }: StoredSession, body: Title | undefined, languages: readonly string[]): Text {
  const own = oneLine(title, languages);
  return body ? { ...own, text: `${oneLine(body, languages).text}: ${own.text}` } : own;
}
