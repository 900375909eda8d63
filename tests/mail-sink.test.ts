import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import type { Fate, MailFaults } from "../lib/local/mail-faults.ts";
import { startMailSink } from "../lib/local/mail-sink.ts";
import type { MailSink } from "../lib/local/mail-sink.ts";
import { freePort, localPlace } from "../lib/local/store.ts";
import { awsCall } from "../lib/platform/aws.ts";
import type { ServiceEvent } from "../lib/platform/listener.ts";
import { MailDelayed, MailRefused } from "../lib/platform/mail.ts";
import type { Mail, Mailer } from "../lib/platform/mail.ts";
import { mailPatience, sesMailer } from "../lib/platform/ses.ts";

const NOW = Date.parse("2015-11-20T09:00:00Z");
const clock = () => NOW;

/** A mailer as on AWS, but for where it leads and how long it waits. */
function mailerTo(url: string, milliseconds: number = mailPatience.milliseconds): Mailer {
  const call = awsCall({ ...localPlace("ses", url), ...mailPatience, milliseconds });
  return sesMailer({ call, configurationSet: "notices" });
}

const aMail = (over: Partial<Mail> = {}): Mail => ({
  from: '"Consell" <consell@convoca.example>',
  to: "maria@member.example",
  raw: new TextEncoder().encode("Subject: Convocatòria\r\n\r\nBon dia.\r\n"),
  tags: { town: "manresa", seat: "s-1" },
  ...over,
});

let sink: MailSink;
beforeEach(async () => {
  sink = await startMailSink({ folder: null, clock, random: Math.random });
});
afterEach(() => sink.close());

describe("a mail that is taken", () => {
  it("is kept byte by byte, with whom it is from and for, and its tags", async () => {
    const raw = Uint8Array.from({ length: 70_000 }, (_, i) => (i * 7) % 256);
    const { messageId } = await mailerTo(sink.url).send(aMail({ raw }));
    const [caught] = sink.mails();
    expect(Buffer.compare(caught?.raw ?? new Uint8Array(), raw)).toBe(0);
    expect(caught).toMatchObject({
      n: 1,
      messageId,
      from: '"Consell" <consell@convoca.example>',
      to: "maria@member.example",
      tags: { town: "manresa", seat: "s-1" },
      configurationSet: "notices",
      at: NOW,
    });
  });

  it("is in a folder as a file that mail programs open, and still there after a restart", async () => {
    const folder = join(mkdtempSync(join(tmpdir(), "convoca-test-")), "mail");
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const first = await startMailSink({ folder, clock, random: Math.random });
    const mail = aMail();
    await mailerTo(first.url).send(mail);
    await first.close();
    expect(readFileSync(join(folder, "000001.eml"))).toEqual(Buffer.from(mail.raw));
    const second = await startMailSink({ folder, clock, random: Math.random });
    await mailerTo(second.url).send(aMail({ to: "pere@member.example" }));
    expect(second.mails().map(({ n, to }) => [n, to])).toEqual([
      [1, "maria@member.example"],
      [2, "pere@member.example"],
    ]);
    expect(Buffer.from(second.mails()[0]?.raw ?? [])).toEqual(Buffer.from(mail.raw));
    second.clear();
    expect([readdirSync(folder), second.mails()]).toEqual([[], []]);
    await second.close();
  });
});

const failure = (mailer: Mailer, mail = aMail()): Promise<unknown> =>
  mailer.send(mail).then(
    () => "taken",
    (error: unknown) => error,
  );

describe("a mail service that lets its callers down", () => {
  it.each([
    ["TooManyRequestsException", MailDelayed],
    ["InternalServiceErrorException", MailDelayed],
    ["LimitExceededException", MailDelayed],
    ["SendingPausedException", MailDelayed],
    ["AccountSuspendedException", MailDelayed],
    ["MailFromDomainNotVerifiedException", MailDelayed],
    ["NotFoundException", MailDelayed],
    ["unverified", MailDelayed],
    ["MessageRejected", MailRefused],
    ["BadRequestException", MailRefused],
  ] as const)("with %s keeps nothing, and the next mail passes", async (mishap, kind) => {
    sink.faults({ next: [mishap] });
    const mailer = mailerTo(sink.url);
    const error = await failure(mailer);
    expect(error).toBeInstanceOf(kind);
    expect(String(error)).not.toMatch(/@|convoca|member/);
    expect(sink.mails()).toEqual([]);
    expect(await failure(mailer)).toBe("taken");
    expect(sink.mails()).toHaveLength(1);
  });

  it.each(["answer-lost", "silent"] as const)(
    "with %s has the mail once, and its caller hears that it may come again",
    async (mishap) => {
      sink.faults({ next: [mishap] });
      expect(await failure(mailerTo(sink.url, 300))).toBeInstanceOf(MailDelayed);
      expect(sink.mails()).toHaveLength(1);
    },
  );

  it("that is not there, or says nothing that can be read, is tried again later", async () => {
    expect(await failure(mailerTo(`http://127.0.0.1:${await freePort()}`))).toBeInstanceOf(MailDelayed);
    const server = createServer((_, response) => response.writeHead(403).end("<html>go away</html>"));
    onTestFinished(() => void server.close());
    const port = await freePort();
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
    expect(await failure(mailerTo(`http://127.0.0.1:${port}`))).toBeInstanceOf(MailDelayed);
  });

  it("refuses what SES refuses: an address that is none, a tag with a character that tags may not have", async () => {
    const mailer = mailerTo(sink.url);
    expect(await failure(mailer, aMail({ to: "maria" }))).toBeInstanceOf(MailRefused);
    expect(await failure(mailer, aMail({ tags: { town: "l'ametlla" } }))).toBeInstanceOf(MailRefused);
  });

  it("meets about as many as its odds say", async () => {
    const dice = [0.2, 0.8, 0.4, 0.6];
    let thrown = 0;
    const other = await startMailSink({ folder: null, clock, random: () => dice[thrown++ % 4] ?? 0 });
    other.faults({ odds: { TooManyRequestsException: 0.5 } });
    const mailer = mailerTo(other.url);
    expect(await failure(mailer)).toBeInstanceOf(MailDelayed);
    expect(await failure(mailer)).toBe("taken");
    await other.close();
  });
});

/** Sends one mail under a fate; gives the events that came. */
async function eventsOf(fates: MailFaults["fates"]): Promise<ServiceEvent[]> {
  const events: ServiceEvent[] = [];
  sink.onEvent(async (event) => void events.push(event));
  sink.faults({ fates });
  await mailerTo(sink.url).send(aMail());
  expect(events).toEqual([]);
  expect(await sink.drainEvents()).toBe(events.length);
  expect(await sink.drainEvents()).toBe(0);
  return events;
}

describe("what became of a mail", () => {
  it.each([
    ["delivery", [["Email Delivered", "Delivery"]]],
    ["permanent-bounce", [["Email Bounced", "Bounce"]]],
    ["transient-bounce", [["Email Bounced", "Bounce"]]],
    [
      "complaint",
      [
        ["Email Delivered", "Delivery"],
        ["Email Complaint Received", "Complaint"],
      ],
    ],
    ["nothing", []],
  ] as [Fate, string[][]][])("is told when it is asked for: %s", async (fate, expected) => {
    const events = await eventsOf([
      { to: "^pere@", fate: "nothing" },
      { to: "@member\\.example$", fate },
    ]);
    const told = events.map(({ source, time, "detail-type": type, detail }) => {
      const { eventType, mail } = detail as { eventType: string; mail: object };
      expect([source, time]).toEqual(["aws.ses", "2015-11-20T09:00:00Z"]);
      expect(mail).toMatchObject({
        messageId: sink.mails()[0]?.messageId,
        destination: ["maria@member.example"],
        tags: { town: ["manresa"], seat: ["s-1"] },
      });
      return [type, eventType];
    });
    expect(told).toEqual(expected);
  });

  it("says of a bounce whether it is for good", async () => {
    const [event] = await eventsOf([{ to: ".", fate: "permanent-bounce" }]);
    expect(event?.detail).toMatchObject({
      bounce: { bounceType: "Permanent", timestamp: "2015-11-20T09:00:00.000Z" },
    });
  });
});

const pageOf = async (path: string, headers: Record<string, string> = {}) => {
  const response = await fetch(sink.url + path, { headers });
  return { status: response.status, headers: response.headers, text: await response.text() };
};

describe("the inbox", () => {
  const HOSTILE = `<script>alert("1")</script> "&' </title>`;
  const hostileMail = new TextEncoder().encode(
    [
      `Subject: =?utf-8?B?${Buffer.from(HOSTILE).toString("base64")}?=`,
      "X-Note: =?iso-8859-1?Q?reuni=F3?= =?utf-8?Q?_d=E2=80=99avui?=",
      'Content-Type: multipart/mixed; boundary="b 1"',
      "",
      "--b 1",
      "Content-Type: text/plain; charset=utf-8",
      "Content-Transfer-Encoding: quoted-printable",
      "",
      "Bon dia, =E2=82=AC 3 i <b>res</b> m=",
      "=C3=A9s",
      "--b 1",
      "Content-Type: text/html; charset=utf-8",
      "",
      `<p>Bon dia</p><script>steal()</script>`,
      "--b 1",
      'Content-Type: text/calendar; name="acte.ics"',
      "Content-Disposition: attachment; filename=acte.ics",
      "Content-Transfer-Encoding: base64",
      "",
      "QkVHSU4=",
      "--b 1--",
    ].join("\r\n"),
  );
  it("lists mails, the newest first, and says so when there are none", async () => {
    expect((await pageOf("/")).text).toContain("No mail has left yet.");
    await mailerTo(sink.url).send(aMail());
    await mailerTo(sink.url).send(aMail({ to: "pere@member.example" }));
    const { text } = await pageOf("/");
    expect(text).toContain('<html lang="en">');
    expect(text.match(/\w+@member\.example/g)).toEqual(["pere@member.example", "maria@member.example"]);
    expect(text).toContain(">Convocatòria</a>");
    expect(text).toContain("2015-11-20T09:00:00Z");
  });

  it("shows a hostile mail as what it says, and runs nothing of it", async () => {
    await mailerTo(sink.url).send(aMail({ raw: hostileMail, to: "<b>@member.example" }));
    for (const path of ["/", "/mails/1"]) {
      const { headers, text } = await pageOf(path);
      expect(text).toContain("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;");
      expect(text).not.toMatch(/<script|<b>|<\/title>.*<\/title>/s);
      expect(headers.get("content-security-policy")).toMatch(/^default-src 'none'; style-src/);
    }
    const { text } = await pageOf("/mails/1");
    expect(text).toContain("Bon dia, € 3 i &lt;b&gt;res&lt;/b&gt; més</pre>");
    expect(text).toContain("<dd>reunió d’avui</dd>");
    expect(text).toContain("Attached: acte.ics, text/calendar, 5 bytes");
    const own = await pageOf("/mails/1.html");
    expect(own.text).toBe("<p>Bon dia</p><script>steal()</script>");
    expect(own.headers.get("content-security-policy")).toMatch(/^sandbox; default-src 'none'/);
  });

  it("gives the bytes of a mail, and 404 for one that is not there", async () => {
    await mailerTo(sink.url).send(aMail({ raw: hostileMail }));
    const response = await fetch(`${sink.url}/mails/1.eml`);
    expect(response.headers.get("content-type")).toBe("message/rfc822");
    expect(Buffer.from(await response.arrayBuffer())).toEqual(Buffer.from(hostileMail));
    expect((await pageOf("/mails/2")).status).toBe(404);
    expect((await pageOf("/mails/1/..%2f")).status).toBe(404);
  });

  it("is for nobody who comes by another name or from another page", async () => {
    expect((await pageOf("/", { origin: "https://elsewhere.example" })).status).toBe(403);
  });
});
