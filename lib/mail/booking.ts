import { PRODID, serialized, whenOf, worded } from "../feeds/icalendar.ts";
import { vtimezone } from "../feeds/vtimezone.ts";
import type { Title } from "../platform/shapes.ts";
import { cleanLine, oneLine } from "../platform/texts.ts";
import { formatInstant } from "../platform/zone.ts";
import type { ToldBooking } from "../slots/model.ts";
import { addressOf } from "./address.ts";
import { composePlain } from "./plain.ts";
import { bookingWords } from "./booking-words.ts";
import type { BookingOccasion } from "./booking-words.ts";
import { commonName } from "./invitation.ts";
import { momentIn, wordsIn } from "./words.ts";

/** A mail to whoever booked a slot, with an invitation of its own. */
export interface BookingMail {
  readonly code: string;
  /** Of the slot's own entry in a calendar: another one than the session's. */
  readonly uid: string;
  readonly sequence: number;
  readonly told: ToldBooking;
  readonly bodyName: Title;
  /** Nobody has proved that it is theirs: nothing that whoever booked wrote, a name neither, is told to it. */
  readonly email: string;
  /** Theirs, then the town's. */
  readonly languages: readonly string[];
  readonly sender: string;
  readonly replyTo: string | null;
  readonly messageId: string;
  /** Milliseconds since 1970. */
  readonly decidedAt: number;
}

const occasionOf = ({ told, sequence }: BookingMail): BookingOccasion =>
  told.cancelled ? "cancelled" : sequence === 0 ? "booked" : "changed";

/** The same bytes for the same mail, however often it is tried; to one person alone. */
export async function composeBooking(mail: BookingMail): Promise<{ raw: Buffer }> {
  const { told, bodyName, languages, code, messageId, replyTo } = mail;
  const occasion = occasionOf(mail);
  const words = wordsIn(languages);
  const own = bookingWords[words.language as keyof typeof bookingWords];
  const body = oneLine(bodyName, languages).text;
  const lines = [
    own.openings[occasion],
    "",
    `${body}: ${oneLine(told.title, languages).text}`,
    `${words.when}: ${momentIn(words, told.start)} (${words.timeZone}: ${cleanLine(told.timeZone)})`,
    ...(told.place === null ? [] : [`${words.place}: ${oneLine(told.place, languages).text}`]),
    `${own.code}: ${code}`,
    ...(told.cancelled ? [] : ["", own.keep]),
    "",
  ];
  return composePlain({
    from: body,
    sender: mail.sender,
    to: { name: "", email: mail.email },
    replyTo,
    subject: `${own.subjects[occasion]}: ${body}, ${momentIn(words, told.start)}`,
    lines,
    language: words.language,
    messageId,
    decidedAt: mail.decidedAt,
    calendar: { method: told.cancelled ? "CANCEL" : "REQUEST", content: calendarOf(mail) },
  });
}

/** An iTIP message about the slot alone (RFC 5546 3.2.2, 3.2.5): to the one who booked, and naming nobody. */
function calendarOf({
  told,
  uid,
  sequence,
  decidedAt,
  bodyName,
  languages,
  sender,
  email,
}: BookingMail): string {
  const title = oneLine(told.title, languages);
  const body = oneLine(bodyName, languages).text;
  const attendee = {
    cutype: "INDIVIDUAL",
    role: "REQ-PARTICIPANT",
    partstat: "NEEDS-ACTION",
    rsvp: "FALSE",
  };
  const properties = [
    ["uid", {}, "text", uid],
    ["sequence", {}, "integer", sequence],
    ["dtstamp", {}, "date-time", formatInstant(decidedAt)],
    ...whenOf(told),
    ["status", {}, "text", told.cancelled ? "CANCELLED" : "CONFIRMED"],
    ["summary", ...worded({ ...title, text: `${body}: ${title.text}` })],
    ...(told.place === null ? [] : [["location", ...worded(oneLine(told.place, languages))]]),
    ["organizer", commonName(body), "cal-address", `mailto:${addressOf(sender)}`],
    ["attendee", attendee, "cal-address", `mailto:${addressOf(email)}`],
  ];
  return serialized([
    "vcalendar",
    [
      ["version", {}, "text", "2.0"],
      ["prodid", {}, "text", PRODID],
      ["method", {}, "text", told.cancelled ? "CANCEL" : "REQUEST"],
    ],
    [vtimezone(told.timeZone, [Number(told.start.slice(0, 4))]), ["vevent", properties, []]],
  ]);
}
