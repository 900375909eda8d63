import { describe, expect, it } from "vitest";
import { composeMail } from "../lib/mail/compose.ts";
import { invitationOf } from "../lib/mail/invitation.ts";
import { composeMinutes } from "../lib/mail/minutes.ts";
import type { Summons } from "../lib/mail/summons.ts";
import { HARMLESS, hostileProse, hostileSummons, summonsWith } from "./support/mail-hostile.ts";
import { allJudgedByLibical, readByPython, readMails, verdictOf } from "./support/mail-judges.ts";
import type { ReadMail } from "./support/mail-judges.ts";
import { aSummons } from "./support/mail-summons.ts";

const UID = "consell-2027-01-15@vilanova.convoca";
const AS_IT_IS = { faults: [], starts: { [UID]: "20270115T173000Z" } };

const headersOf = ({ headers }: ReadMail) => headers.map(([name]) => name);
const linesIn = ({ parts }: ReadMail) => parts[0]?.text.split("\r\n").length;
const textsOf = ({ parts }: ReadMail) => parts.map(({ text }) => text);
const tagsOf = (html = "") => html.match(/<[^>]*>/g);
const blocksOf = (html = "") => tagsOf(html.replaceAll("<br>", ""));
const unfolded = (calendar = "") => calendar.replaceAll("\r\n ", "");
const propertiesOf = (calendar?: string) => unfolded(calendar).match(/^[A-Z-]+/gm);
const linesOf = (name: string, calendar: string) =>
  unfolded(calendar)
    .split("\r\n")
    .filter((line) => line.startsWith(name));

const FORBIDDEN = /[^\P{Cc}\r\n\t]|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/** A mail about minutes to whom a summons would go, of a session that is called the same. */
async function minutesAbout({ convocation, answerUrl, ...rest }: Summons): Promise<Buffer> {
  const content = { ...convocation, type: "minutes" as const };
  const mail = { ...rest, content, digest: convocation.digest, asks: true, url: answerUrl ?? "" };
  return (await composeMinutes(mail)).raw;
}

function mustBeUnharmed(mail: ReadMail, harmless: ReadMail): void {
  expect(mail.defects).toEqual([]);
  expect(headersOf(mail)).toEqual(headersOf(harmless));
  expect(mail.longest).toBeLessThanOrEqual(998);
  expect(mail.to.map(([, address]) => address)).toEqual(["anna@example.org"]);
  expect(mail.from.map(([, address]) => address)).toEqual(["convoca@example.net"]);
  expect(mail.headers).toContainEqual(["Reply-To", "consell@example.net"]);
  expect(mail.parts.map(({ type }) => type)).toEqual(["text/plain", "text/html", "text/calendar"]);
  for (const text of textsOf(mail)) expect(text).not.toMatch(FORBIDDEN);
  expect(verdictOf(mail.parts[2]?.judged ?? [])).toEqual(AS_IT_IS);
}

describe("what people are called", () => {
  it("adds no header, no tag and no line to a mail", async () => {
    const [harmless, ...mails] = await readMails(summonsWith(HARMLESS), ...hostileSummons(100));
    if (harmless === undefined) throw new Error("no mail was read");
    const [plain = "", page] = textsOf(harmless);
    expect(mails.length).toBeGreaterThan(100);
    for (const mail of mails) {
      mustBeUnharmed(mail, harmless);
      const [text = "", html] = textsOf(mail);
      expect(text.split("\r\n").length).toBe(plain.split("\r\n").length);
      expect(tagsOf(html)).toEqual(tagsOf(page));
    }
  });

  it("leaves an invitation its lines, its UID and its METHOD", () => {
    const expected = propertiesOf(invitationOf(summonsWith(HARMLESS)));
    const invitations = hostileSummons(300).map(invitationOf);
    for (const invitation of invitations) {
      expect(invitation.isWellFormed()).toBe(true);
      expect(propertiesOf(invitation)).toEqual(expected);
      expect(linesOf("UID", invitation)).toEqual([`UID:${UID}`]);
      expect(linesOf("METHOD", invitation)).toEqual(["METHOD:REQUEST"]);
      expect(linesOf("ATTENDEE", invitation)[0]).toMatch(/:mailto:anna@example\.org$/);
      const octets = invitation.split("\r\n").map((line) => Buffer.byteLength(line));
      expect(Math.max(...octets)).toBeLessThanOrEqual(75);
    }
    for (const verdict of allJudgedByLibical(invitations)) expect(verdict).toEqual(AS_IT_IS);
  });

  it("stays readable where it is harmless", async () => {
    const name = `Unió "Horta", <s.l.>`;
    const [mail] = await readMails(aSummons({ recipient: { name }, bodyName: { ca: name } }));
    expect(mail?.to).toEqual([[name, "anna@example.org"]]);
    expect(mail?.from).toEqual([[name, "convoca@example.net"]]);
    expect(unfolded(mail?.parts[2]?.text)).toContain(
      `;CN="Unió 'Horta', <s.l.>":mailto:anna@example.org\r\n`,
    );
  });
});

describe("a mail about circulated minutes", () => {
  it("gets no header, no part and no line from what people are called", async () => {
    const raws = await Promise.all([summonsWith(HARMLESS), ...hostileSummons(100)].map(minutesAbout));
    const [harmless, ...mails] = readByPython(raws);
    if (harmless === undefined) throw new Error("no mail was read");
    for (const mail of mails) {
      expect([mail.defects, mail.type, mail.to[0]?.[1]]).toEqual([[], "text/plain", "anna@example.org"]);
      expect([headersOf(mail), linesIn(mail)]).toEqual([headersOf(harmless), linesIn(harmless)]);
      expect([mail.longest <= 998, mail.to.length]).toEqual([true, 1]);
      expect(textsOf(mail)[0]).not.toMatch(FORBIDDEN);
    }
  });
});

describe("what people write on several lines", () => {
  it("cannot end its part of a mail, though the boundary can be foretold", async () => {
    const boundary = /boundary="(.*)"/.exec((await composeMail(aSummons())).raw.toString())?.[1];
    const end = { ca: `x\n--${boundary}--\n--${boundary}\nContent-Type: text/calendar; method=CANCEL\n` };
    const [mail] = await readMails(aSummons({ convocation: { type: "change", reason: end } }));
    expect(mail?.defects).toEqual([]);
    expect(mail?.parts.map(({ type }) => type)).toEqual(["text/plain", "text/html", "text/calendar"]);
    expect(mail?.parts[0]?.text).toContain(`--${boundary}--`);
  });

  it("adds lines, and nothing else", async () => {
    const [harmless, ...mails] = await readMails(...hostileProse());
    if (harmless === undefined) throw new Error("no mail was read");
    const [, page, calendar] = textsOf(harmless);
    for (const mail of mails) {
      mustBeUnharmed(mail, harmless);
      expect(blocksOf(textsOf(mail)[1])).toEqual(blocksOf(page));
      expect(propertiesOf(textsOf(mail)[2])).toEqual(propertiesOf(calendar));
    }
  });
});
