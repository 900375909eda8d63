import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { Refusal } from "../lib/errors.ts";
import { runTick } from "../lib/local/advance.ts";
import { AT_ONCE as MOST_AT_ONCE } from "../lib/convocations/members.ts";
import { tellOfMinutes } from "../lib/minutes/tell.ts";
import { circulationTimer } from "../lib/minutes/timers.ts";
import type { Platform } from "../lib/platform/platform.ts";
import { formatInstant } from "../lib/platform/zone.ts";
import { aSeat } from "./support/builders.ts";
import { addressOf, newConvenableTown } from "./support/convened-town.ts";
import type { ConvenedTown, RoleIn } from "./support/convened-town.ts";
import { refusal } from "./support/convening-town.ts";
import { aHeldSession, circulated, drafted, idOf, someMinutes } from "./support/held-session.ts";
import type { Held } from "./support/held-session.ts";
import { rowsOf } from "./support/dump.ts";
import { seatMany } from "./support/many-members.ts";
import { mustBe, newWorld } from "./support/world.ts";
import type { Answer, World } from "./support/world.ts";

/** Circulated minutes reach the members by mail, with a link to read them and to agree (Ley 40/2015, 18.2). */
let world: World;
let town: ConvenedTown;
beforeAll(async () => {
  world = await newWorld("2016-02-11T09:00:00Z");
  town = await newConvenableTown(world);
});
afterAll(() => world.close());

const NOW = "2016-02-11T09:00:00Z";
const FORM = { "content-type": "application/x-www-form-urlencoded" };
const ALL: readonly RoleIn[] = ["president", "secretary", "first", "second"];
const settle = (): Promise<void> => world.machine.advance(world.machine.clock.now());
const textOf = (raw: Uint8Array): string =>
  Buffer.from(
    Buffer.from(raw)
      .toString("latin1")
      .replaceAll("=\r\n", "")
      .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16))),
    "latin1",
  ).toString();

/** The mails about the minutes of a session, by address. */
const mailsOf = (session: string): (readonly [to: string, text: string])[] =>
  world.machine.sink
    .mails()
    .map(({ to, raw }) => [to, textOf(raw)] as const)
    .filter(([, text]) => text.includes(`/sessions/${idOf(session)}/minutes/`));

/** The link in the mail of a member: a path with its key. */
function linkOf(session: string, role: RoleIn): string {
  const [, text = ""] = mailsOf(session).find(([to]) => to === addressOf(role)) ?? [];
  return /https?:\/\/[^/\s]+(\/v1\/\S+)/.exec(text)?.[1] ?? "";
}

async function told(held: Held = {}): Promise<{ session: string; path: string }> {
  const session = await aHeldSession(world, town, { profile: "ley-40-2015", ...held });
  const path = await drafted(town, session);
  mustBe(200, await town.secretary.post(`${path}/circulation`, { acceptIncomplete: true }));
  await settle();
  return { session, path };
}

/** Whoever followed on the seats of two of the four was no member on the day. */
const STILL = 2;
const refusalIn = (error: unknown): string => (error instanceof Refusal ? error.code : String(error));
const agree = (link: string): Promise<Answer> => world.citizen.post(link, "says=agrees&remarks=", FORM);

describe("the mail", () => {
  it("reaches each member once, and nobody whom mail does not reach", async () => {
    mustBe(201, await town.operator.post(`${town.atBody}/seats`, aSeat({ label: "Sense correu" })));
    const { session } = await told();
    expect(
      mailsOf(session)
        .map(([to]) => to)
        .toSorted(),
    ).toEqual(ALL.map(addressOf).toSorted());
    for (let i = 0; i < 3; i++) await runTick(world.machine.functions, "notify-members", Date.parse(NOW));
    await settle();
    expect(mailsOf(session).length).toBe(4);
    expect(mailsOf(session)[0]?.[1]).toContain("l’esborrany de l’acta");
  });

  it("speaks the language of its member, asks whoever attended, and lets the others read", async () => {
    const { operator, at, members } = town;
    mustBe(200, await operator.patch(`${at}/people/${members.first.person}`, { language: "es" }));
    const { session } = await told({ there: ["first"], excused: ["second"] });
    const texts = Object.fromEntries(mailsOf(session));
    expect(texts[addressOf("first")]).toContain("manifieste su conformidad o sus reparos");
    expect(texts[addressOf("second")]).toContain("El text és en aquest enllaç");
  });

  it("does not leave of a version that was superseded before", async () => {
    const session = await aHeldSession(world, town, { profile: "ley-40-2015" });
    await circulated(town, session);
    mustBe(201, await town.secretary.post(`${session}/minutes`, someMinutes({ basedOn: 1 })));
    await settle();
    expect(mailsOf(session)).toEqual([]);
  });
});

/** What a link gets who opens it, and who agrees over it. */
const statusesAt = async (link: string): Promise<number[]> => [
  (await world.citizen.get(link)).status,
  (await agree(link)).status,
];

describe("the link", () => {
  it("opens the minutes, changes nothing by being opened, and no cache keeps what it shows", async () => {
    const { session, path } = await told();
    const page = mustBe(200, await world.citizen.get(linkOf(session, "first")));
    expect(page.headers.get("cache-control")).toBe("no-store");
    expect(String(page.body)).toContain("Es debat el presupost.");
    expect(String(page.body)).toContain('value="agrees"');
    expect(mustBe(200, await town.secretary.get(path)).body.conformities).toEqual([]);
    expect((await world.citizen.get(path)).status).toBe(404);
  });

  it("opens this version from its seat alone: no other seat, no other session, no key that was changed", async () => {
    const { session } = await told();
    const { session: other } = await told();
    const link = linkOf(session, "first");
    const { first, second } = town.members;
    const elsewhere = [
      link.replace(first.seat, second.seat),
      link.replace(idOf(session), idOf(other)),
      link.replace(/.$/, (last) => (last === "A" ? "B" : "A")),
      link.replace(/key=1/, "key=2"),
      link.slice(0, -1),
    ];
    for (const each of elsewhere) expect([each, ...(await statusesAt(each))]).toEqual([each, 403, 403]);
    const key = link.slice(link.indexOf("?"));
    expect((await world.citizen.get(`${session}/answers/${first.seat}${key}`)).status).toBe(403);
    expect((await world.citizen.get(link.slice(0, link.indexOf("?")))).status).toBe(400);
    expect(mustBe(200, await town.secretary.get(`${session}/minutes/1`)).body.conformities).toEqual([]);
  });

  it("takes what its member says, as often as they say it; who agrees last approves them", async () => {
    const { session, path } = await told({ there: ["president", "secretary", "first"] });
    const [first, president] = [linkOf(session, "first"), linkOf(session, "president")];
    const remark = "says=remarks&remarks=No+vaig+dir+aix%C3%B2.";
    expect(String(mustBe(200, await world.citizen.post(first, remark, FORM)).body)).toContain("objeccions");
    expect(mustBe(200, await town.secretary.get(path)).body.conformities).toMatchObject([
      { agrees: false, by: "link", remarks: { ca: "No vaig dir això." } },
    ]);
    mustBe(200, await agree(president));
    expect(String((await world.citizen.get(president)).body)).not.toContain("<form");
    expect(String(mustBe(200, await agree(first)).body)).toContain("Aprovada");
    expect(mustBe(200, await world.citizen.get(path)).body.approval).toMatchObject({
      how: "conformity",
      article: "Ley 40/2015, 18.2",
    });
    expect(refusal(await agree(first))).toBe("409 wrong-state");
  });

  it("takes no agreement with remarks, no remark without words, nothing else", async () => {
    const { session } = await told();
    for (const form of ["says=agrees&remarks=x", "says=remarks&remarks=", "says=remarks", "says=no"])
      expect(refusal(await world.citizen.post(linkOf(session, "first"), form, FORM))).toBe("400 bad-input");
  });

  it("shows who was not there the text, and asks them nothing; nor where a session approves them", async () => {
    const { session } = await told({ there: ["president"], excused: ["second"] });
    const { session: plenary } = await told({ profile: "lbrl-rof-plenary" });
    const pages = [linkOf(session, "second"), linkOf(plenary, "first")].map((each) =>
      world.citizen.get(each),
    );
    for (const { status, body } of await Promise.all(pages))
      expect([status, String(body).includes("<form")]).toEqual([200, false]);
    expect(refusal(await agree(linkOf(plenary, "first")))).toBe("409 wrong-state");
  });

  it("leads to what was sent, and takes no word any more, once the version is superseded", async () => {
    const { session } = await told();
    const link = linkOf(session, "first");
    mustBe(201, await town.secretary.post(`${session}/minutes`, someMinutes({ basedOn: 1 })));
    expect(await statusesAt(link)).toEqual([200, 409]);
    mustBe(200, await town.secretary.post(`${session}/minutes/2/circulation`));
    expect(await statusesAt(link.replace("/minutes/1/", "/minutes/2/"))).toEqual([403, 403]);
  });

  it("is over when somebody else follows on the seat, and whoever follows gets none", async () => {
    const { operator, atBody, members } = town;
    const { session } = await told();
    const link = linkOf(session, "second");
    const waiting = await aHeldSession(world, town);
    await circulated(town, waiting);
    const next = { since: "2016-02-11", titular: members.first.person };
    mustBe(200, await operator.patch(`${atBody}/seats/${members.second.seat}`, next));
    expect(await statusesAt(link)).toEqual([403, 403]);
    await settle();
    const to = mailsOf(waiting).map(([address]) => address);
    expect([
      to.includes(addressOf("second")),
      to.filter((each) => each === addressOf("first")).length,
    ]).toEqual([false, 1]);
  });
});

describe("a mail that waits", () => {
  it("does not leave any more once its version is superseded, or somebody else follows on the seat", async () => {
    const { operator, secretary, atBody, members } = town;
    const session = await aHeldSession(world, town);
    const other = await aHeldSession(world, town);
    const next = Array.from({ length: 6 }, () => "TooManyRequestsException");
    mustBe(200, await operator.put("/local/mail-faults", { next }));
    for (const each of [session, other]) await circulated(town, each);
    await settle();
    expect([...mailsOf(session), ...mailsOf(other)]).toEqual([]);
    mustBe(201, await secretary.post(`${session}/minutes`, someMinutes({ basedOn: 1 })));
    const seat = `${atBody}/seats/${members.first.seat}`;
    mustBe(200, await operator.patch(seat, { since: "2016-02-11", titular: members.second.person }));
    await world.clockTo("2016-02-11T09:30:00Z");
    expect(mailsOf(session)).toEqual([]);
    expect(
      mailsOf(other)
        .map(([to]) => to)
        .toSorted(),
    ).toEqual([addressOf("president"), addressOf("secretary")]);
  });
});

describe("many members", () => {
  it("are each written to once, though a run is cut short and others run at the same time", async () => {
    const { table, clock } = world.machine;
    await seatMany(table, "vilanova", "consell", 45);
    const session = await aHeldSession(world, town);
    await circulated(town, session);
    const first = circulationTimer(
      { municipality: "vilanova", session: idOf(session), n: 1, after: "" },
      formatInstant(clock.now()),
    );
    let commits = 0;
    const breaking: typeof table = {
      ...table,
      transact: (writes) =>
        ++commits === 2 ? Promise.reject(new Error("cut short")) : table.transact(writes),
    };
    const platform = { table, clock: clock.now } as unknown as Platform;
    await expect(tellOfMinutes(first, { ...platform, table: breaking })).rejects.toThrow("cut short");
    await world.machine.drain();
    expect(mailsOf(session).length).toBe(MOST_AT_ONCE);
    const again = [first, first].map((timer) => tellOfMinutes(timer, platform).catch(refusalIn));
    expect(await Promise.all(again)).toEqual(["changed-meanwhile", "changed-meanwhile"]);
    await settle();
    const to = mailsOf(session).map(([address]) => address);
    expect([to.length, new Set(to).size]).toEqual([45 + STILL, 45 + STILL]);
  });

  it("are named nowhere but among people: timers, outbox, audit log and log hold ids alone", async () => {
    const session = await aHeldSession(world, town);
    await circulated(town, session);
    await settle();
    const kept = (await rowsOf(inject("endpoint"), world.tableName)).filter(
      ({ pk }) => !pk.startsWith("PEOPLE#"),
    );
    const telling = [...kept, ...world.lines].filter((each) =>
      /@example\.org|Nom first/.test(JSON.stringify(each)),
    );
    expect(telling).toEqual([]);
  });
});
