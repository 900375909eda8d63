import { describe, expect, it } from "vitest";
import { uidOf } from "../lib/feeds/calendar.ts";
import { composeMail } from "../lib/mail/compose.ts";
import { invitationOf } from "../lib/mail/invitation.ts";
import type { Summons } from "../lib/mail/summons.ts";
import { judgedByPython } from "./support/judges.ts";
import { newMailClient } from "./support/mail-client.ts";
import { historyOf, muddled } from "./support/mail-histories.ts";
import type { State } from "./support/mail-histories.ts";
import { allJudgedByLibical } from "./support/mail-judges.ts";
import { aFullSummons, aSummons } from "./support/mail-summons.ts";
import { forSeeds, randomOf } from "./support/random.ts";

const UID = "consell-2027-01-15@vilanova.convoca";

const unfolded = (ics: string): string[] => ics.replaceAll("\r\n ", "").split("\r\n");
const eventLines = (summons: Summons): string[] => {
  const lines = unfolded(invitationOf(summons));
  return lines.slice(lines.indexOf("BEGIN:VEVENT"));
};
const linesOf = (name: string, summons: Summons): string[] =>
  eventLines(summons).filter((line) => line.startsWith(name));

const cancelled = {
  type: "cancellation",
  agenda: null,
  sequence: 3,
  reason: { ca: "Obres; a la sala" },
} as const;

/** What a calendar is to show of it. */
const shownOf = (end: State) => ({
  cancelled: end.cancelled,
  sequence: end.sequence,
  stamp: `${new Date(end.decidedAt).toISOString().slice(0, 19)}Z`,
  start: `${end.start} ${end.timeZone}`,
  duration: end.duration,
  summary: `Consell de la Vila: ${end.title}`,
  location: end.place,
  description: end.cancelled ? null : `Ordre del dia:\n1. ${end.topic}`,
});

describe("an invitation", () => {
  it("has the UID of the public feed, the session's SEQUENCE and the hour of the decision", () => {
    const summons = aSummons({ convocation: { sequence: 4 } });
    expect(linesOf("UID", summons)).toEqual([
      `UID:${uidOf({ id: "consell-2027-01-15", municipality: "vilanova" })}`,
    ]);
    expect(linesOf("SEQUENCE", summons)).toEqual(["SEQUENCE:4"]);
    expect(linesOf("DTSTAMP", summons)).toEqual(["DTSTAMP:20270104T080000Z"]);
    expect(linesOf("DTSTART", summons)).toEqual(["DTSTART;TZID=Europe/Madrid:20270115T183000"]);
    expect(linesOf("DURATION", summons)).toEqual(["DURATION:PT2H"]);
    expect(linesOf("DT", aSummons({ convocation: { duration: null } }))).toHaveLength(2);
  });

  it.each([
    ["convocation", "METHOD:REQUEST", "STATUS:CONFIRMED"],
    ["change", "METHOD:REQUEST", "STATUS:CONFIRMED"],
    ["cancellation", "METHOD:CANCEL", "STATUS:CANCELLED"],
  ] as const)("of a %s says %s and %s", (type, method, status) => {
    const lines = unfolded(invitationOf(aSummons({ convocation: { type } })));
    expect(lines.filter((line) => /^(METHOD|STATUS)/.test(line))).toEqual([method, status]);
  });

  it("names the body as who invites and this member alone, who is not asked to reply to it", () => {
    const summons = aSummons();
    expect(linesOf("ORGANIZER", summons)).toEqual([
      "ORGANIZER;CN=Consell de la Vila:mailto:convoca@example.net",
    ]);
    expect(linesOf("ATTENDEE", summons)).toEqual([
      "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=FALSE;CN=Anna Puig:mailto:anna@example.org",
    ]);
    expect(linesOf("ATTENDEE", aSummons({ recipient: { name: null } }))[0]).toContain(
      ";CN=Vocalia de les entitats:",
    );
    expect(linesOf("ATTENDEE", aSummons({ recipient: { name: null, seat: null } }))[0]).not.toContain("CN=");
  });

  it("tells where, what about and when again, and of a cancellation only why", () => {
    expect(linesOf("SUMMARY", aSummons())).toEqual([
      "SUMMARY;LANGUAGE=ca:Consell de la Vila: Plenari del Consell",
    ]);
    expect(linesOf("LOCATION", aSummons())).toEqual(["LOCATION;LANGUAGE=ca:Sala de plens"]);
    expect(linesOf("DESCRIPTION", aFullSummons())).toEqual([
      String.raw`DESCRIPTION;LANGUAGE=ca:Segona convocatòria: diumenge\, 17 de gener de 2027\, 18.30 h\, si no hi ha quòrum en la primera (ROF 90.2)\nOrdre del dia:\n1. Aprovació de l’acta`,
    ]);
    const { agenda } = aFullSummons().convocation;
    expect(linesOf("DESCRIPTION", aFullSummons({ convocation: { ...cancelled, agenda } }))).toEqual([
      String.raw`DESCRIPTION;LANGUAGE=ca:Motiu: Obres\; a la sala`,
    ]);
  });

  it("keeps from a shared calendar what is for the member alone", () => {
    const invitation = unfolded(invitationOf(aFullSummons())).join("\n");
    for (const secret of ["answer/abc.def", "clau 1234"]) expect(invitation).not.toContain(secret);
  });

  it("passes both judges, and without what iTIP asks for it does not", () => {
    const good = [aSummons(), aFullSummons(), aSummons({ convocation: cancelled })].map(invitationOf);
    const starts = { [UID]: "20270115T173000Z" };
    for (const verdict of [...allJudgedByLibical(good), ...good.map(judgedByPython)])
      expect(verdict).toEqual({ faults: [], starts });
    const without = ["ORGANIZER", "ATTENDEE", "SEQUENCE", "UID", "DTSTAMP", "SUMMARY"];
    const broken = without.map((name) =>
      // A CANCEL has to say which version it cancels; a REQUEST may leave it out (RFC 5546 3.2.2, 3.2.5).
      invitationOf(name === "SEQUENCE" ? aSummons({ convocation: cancelled }) : aSummons()).replace(
        new RegExp(`^${name}.*\r\n( .*\r\n)*`, "m"),
        "",
      ),
    );
    for (const [i, { faults }] of allJudgedByLibical(broken).entries())
      expect([without[i], faults.length > 0]).toEqual([without[i], true]);
  });
});

describe("a member's calendar", () => {
  const first = aSummons({ convocation: { sequence: 1 } });
  const agenda = aSummons({
    decidedAt: first.decidedAt + 1000,
    convocation: { sequence: 1, title: { ca: "Nou" } },
  });
  const taken = aSummons({ convocation: { ...cancelled, sequence: 2 }, decidedAt: first.decidedAt + 2000 });

  it.each([
    ["keeps the newer of two that DTSTAMP tells apart", [agenda, first], "Consell de la Vila: Nou", false],
    [
      "does not wake up what was cancelled",
      [first, taken, agenda, first],
      "Consell de la Vila: Plenari del Consell",
      true,
    ],
    [
      "knows of a cancellation before what it cancels",
      [taken, first],
      "Consell de la Vila: Plenari del Consell",
      true,
    ],
  ])("%s", (_, told, summary, isCancelled) => {
    const client = newMailClient();
    for (const summons of told) client.receive(invitationOf(summons));
    expect(client.entries.get(UID)).toMatchObject({ summary, cancelled: isCancelled });
    expect(client.entries.size).toBe(1);
  });

  it("ends as the session did, through 500 histories told twice and in any order", async () => {
    const invitations = new Set<string>();
    await forSeeds(500, async (random) => {
      const { told, end } = historyOf(random);
      const client = newMailClient();
      for (const invitation of muddled(told.map(invitationOf), random)) {
        invitations.add(invitation);
        client.receive(invitation);
      }
      expect(Object.fromEntries(client.entries)).toEqual({ [UID]: shownOf(end) });
    });
    expect(invitations.size).toBeGreaterThan(2000);
    for (const { faults, starts } of allJudgedByLibical([...invitations]))
      expect([faults, Object.keys(starts)]).toEqual([[], [UID]]);
  });

  it("ends so from the mails themselves, too, reminders among them", async () => {
    for (let seed = 1; seed <= 25; seed++) {
      const random = randomOf(seed);
      const { told, end } = historyOf(random);
      const reminders = told.map((summons): Summons => ({ ...summons, what: "reminder" }));
      const mails = await Promise.all([...told, ...reminders].map(composeMail));
      const client = newMailClient();
      for (const { raw } of muddled(mails, random)) client.receiveMail(raw);
      expect(Object.fromEntries(client.entries)).toEqual({ [UID]: shownOf(end) });
    }
  });
});
