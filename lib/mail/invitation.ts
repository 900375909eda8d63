import { uidOf } from "../feeds/calendar.ts";
import { PRODID, serialized, whenOf, worded } from "../feeds/icalendar.ts";
import { vtimezone } from "../feeds/vtimezone.ts";
import type { Jcal } from "../feeds/vtimezone.ts";
import { cleanLine, oneLine, textIn } from "../platform/texts.ts";
import type { Text } from "../platform/texts.ts";
import { formatInstant } from "../platform/zone.ts";
import { addressOf } from "./address.ts";
import { secondCallIn } from "./letter.ts";
import type { Summons } from "./summons.ts";
import { languagesOf, wordsIn } from "./words.ts";

/** What the member's calendar is told to do (RFC 5546 3.2.2, 3.2.5). */
export const methodOf = ({ convocation, what }: Summons): "REQUEST" | "CANCEL" =>
  convocation.type === "cancellation" || what === "withdrawal" ? "CANCEL" : "REQUEST";

/**
 * A convocation as an iTIP message (RFC 5546). Its UID is the public feed's, so that who subscribes and is a member sees
 * one session, not two. It grows old by SEQUENCE, then by DTSTAMP (2.1.5). Calendars are shared, so it holds neither the
 * link to answer with nor how to connect, and of the attendees only the one it is sent to: less than 3.2.5 asks of a
 * CANCEL, for members are not told each other's addresses.
 */
export function invitationOf(summons: Summons): string {
  const { convocation } = summons;
  const method = methodOf(summons);
  const calendar: Jcal = [
    "vcalendar",
    [
      ["version", {}, "text", "2.0"],
      ["prodid", {}, "text", PRODID],
      ["method", {}, "text", method],
    ],
    [vtimezone(convocation.timeZone, [Number(convocation.start.slice(0, 4))]), eventOf(summons)],
  ];
  return serialized(calendar);
}

function eventOf(summons: Summons): Jcal {
  const { convocation, bodyName, decidedAt } = summons;
  const { session, municipality, sequence, title, place } = convocation;
  const languages = languagesOf(summons);
  const own = oneLine(title, languages);
  const description = descriptionOf(summons, languages);
  const properties = [
    ["uid", {}, "text", uidOf({ id: session, municipality })],
    ["sequence", {}, "integer", sequence],
    ["dtstamp", {}, "date-time", formatInstant(decidedAt)],
    ...whenOf(convocation),
    ...statusOf(summons),
    ["summary", ...worded({ ...own, text: `${oneLine(bodyName, languages).text}: ${own.text}` })],
    ...(place === null ? [] : [["location", ...worded(oneLine(place.name, languages))]]),
    ...(description === null ? [] : [["description", ...worded(description)]]),
    ...partiesOf(summons, languages),
  ];
  return ["vevent", properties, []];
}

/** Taken from one member's calendar the event is not cancelled: then a CANCEL has no STATUS (RFC 5546 3.2.5). */
function statusOf({ what, convocation: { type } }: Summons): unknown[][] {
  if (what === "withdrawal" && type !== "cancellation") return [];
  return [["status", {}, "text", type === "cancellation" ? "CANCELLED" : "CONFIRMED"]];
}

function partiesOf({ bodyName, sender, recipient }: Summons, languages: readonly string[]): unknown[][] {
  const member = commonName(recipient.name ?? (recipient.seat && oneLine(recipient.seat, languages).text));
  const attendee = {
    cutype: "INDIVIDUAL",
    role: "REQ-PARTICIPANT",
    partstat: "NEEDS-ACTION",
    // Nobody reads replies by iTIP here: members answer over the link in the letter.
    rsvp: "FALSE",
    ...member,
  };
  return [
    [
      "organizer",
      commonName(oneLine(bodyName, languages).text),
      "cal-address",
      `mailto:${addressOf(sender)}`,
    ],
    ["attendee", attendee, "cal-address", `mailto:${addressOf(recipient.email)}`],
  ];
}

/** A parameter cannot hold a quotation mark (RFC 5545 3.2), and not every reader knows the carets that RFC 6868 has for it. */
export function commonName(name: string | null): { readonly cn?: string } {
  const cn = cleanLine(name ?? "")
    .replaceAll('"', "'")
    .replaceAll("^", "");
  return cn === "" ? {} : { cn };
}

/** The reason, the second call, the titles of the agenda: what is looked up on the day, not the whole letter. */
function descriptionOf({ convocation }: Summons, languages: readonly string[]): Text | null {
  const { reason, secondCall, agenda, type } = convocation;
  const words = wordsIn(languages);
  const lines = reason === null ? [] : [`${words.reason}: ${textIn(reason, languages).text}`];
  if (type !== "cancellation") {
    if (secondCall !== null) lines.push(`${words.secondCall}: ${secondCallIn(secondCall, words)}`);
    if (agenda !== null && agenda.items.length > 0) lines.push(`${words.agenda}:`);
    lines.push(...(agenda?.items ?? []).map(({ title }, i) => `${i + 1}. ${oneLine(title, languages).text}`));
  }
  return lines.length === 0 ? null : { language: words.language, text: lines.join("\n") };
}
