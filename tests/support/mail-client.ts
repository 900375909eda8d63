import ICAL from "ical.js";

/** What a member's calendar shows of a session. */
export interface Entry {
  readonly sequence: number;
  /** DTSTAMP, in UTC: "2027-01-04T08:00:00Z". */
  readonly stamp: string;
  readonly cancelled: boolean;
  /** "2027-01-15T18:30:00 Europe/Madrid" */
  readonly start: string;
  readonly duration: string | null;
  readonly summary: string;
  readonly location: string | null;
  readonly description: string | null;
}

/** A member's mail client: it keeps the newest that it was told of each session, in whatever order mails come in, however often. */
export function newMailClient() {
  const entries = new Map<string, Entry>();

  function receive(calendar: string): void {
    const component = new ICAL.Component(ICAL.parse(calendar));
    const cancelled = component.getFirstPropertyValue("method") === "CANCEL";
    for (const event of component.getAllSubcomponents("vevent")) {
      const uid = textOf(event, "uid") ?? "";
      const told = entryOf(event, cancelled);
      const known = entries.get(uid);
      // A cancelled one is kept: an older REQUEST may still be on its way.
      if (known === undefined || isNewer(told, known)) entries.set(uid, told);
    }
  }

  return {
    entries: entries as ReadonlyMap<string, Entry>,
    receive,
    /** A mail as it came in; one without an invitation changes nothing. */
    receiveMail(raw: Uint8Array): void {
      const calendar = calendarIn(raw);
      if (calendar !== null) receive(calendar);
    },
  };
}

/** RFC 5546 2.1.5: by SEQUENCE, then by DTSTAMP. */
const isNewer = (told: Entry, known: Entry): boolean =>
  told.sequence === known.sequence ? told.stamp > known.stamp : told.sequence > known.sequence;

function entryOf(event: ICAL.Component, cancelled: boolean): Entry {
  const start = event.getFirstProperty("dtstart");
  return {
    sequence: Number(textOf(event, "sequence")),
    stamp: textOf(event, "dtstamp") ?? "",
    cancelled,
    start: `${textOf(event, "dtstart")} ${String(start?.getParameter("tzid"))}`,
    duration: textOf(event, "duration"),
    summary: textOf(event, "summary") ?? "",
    location: textOf(event, "location"),
    description: textOf(event, "description"),
  };
}

const textOf = (event: ICAL.Component, name: string): string | null =>
  event.getFirstPropertyValue(name)?.toString() ?? null;

/** The invitation in a mail of ours, unfolded from its MIME; null where there is none. */
export function calendarIn(raw: Uint8Array): string | null {
  const mail = Buffer.from(raw).toString("latin1");
  const boundary = /^ boundary="([^"]+)"/m.exec(mail)?.[1];
  if (boundary === undefined) throw new Error("this mail has no parts");
  const part = mail
    .split(`\r\n--${boundary}`)
    .find((each) => /^\r\nContent-Type: text\/calendar;/i.test(each));
  if (part === undefined) return null;
  return Buffer.from(part.slice(part.indexOf("\r\n\r\n")), "base64").toString("utf8");
}
