import { readFileSync } from "node:fs";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { aBody, anEntity, aPerson, aSeat } from "./support/builders.ts";
import { rowsOf } from "./support/dump.ts";
import { mustBe, newTownWithBody, newWorld } from "./support/world.ts";
import type { Client, Shown, World } from "./support/world.ts";

const NAME = "Mercè Puigverd";
const SECRET = /puigverd|merce\.p|972 55 66 77|carrer nou 12/i;
const secretPerson = (overrides: Record<string, unknown> = {}) =>
  aPerson({
    name: NAME,
    email: "merce.p@example.org",
    phone: "972 55 66 77",
    address: "Carrer Nou 12",
    keeper: "consell",
    ...overrides,
  });

let world: World;
let operator: Client;
let administrator: Client;
let secretary: Client;
let at: string;
let atBody: string;
beforeAll(async () => {
  world = await newWorld("2026-11-22T09:00:00Z");
  ({ operator, secretary, at, atBody } = await newTownWithBody(world));
  administrator = await world.as({ role: "administrator", municipality: "vilanova" });
  mustBe(201, await operator.post(`${at}/bodies`, aBody({ id: "taula", name: "Taula" })));
  mustBe(201, await operator.post(`${at}/entities`, anEntity()));
});
afterAll(() => world.close());

const newPerson = async (overrides: Record<string, unknown> = {}): Promise<string> =>
  mustBe(201, await secretary.post(`${at}/people`, secretPerson(overrides))).body.id;
const rows = () => rowsOf(inject("endpoint"), world.tableName);

const taken = async (overrides: Record<string, unknown>) =>
  (await secretary.post(`${at}/people`, secretPerson(overrides))).status;

describe("a person", () => {
  it("is known to the administration, to the secretary of a body where they sit, and to themself", async () => {
    const id = await newPerson();
    const path = `${at}/people/${id}`;
    const other = await world.as({ role: "secretary", municipality: "vilanova", body: "taula" });
    const self = await world.as({ role: "member", municipality: "vilanova", person: id });
    expect((await world.citizen.get(path)).status).toBe(401);
    expect((await other.get(path)).status).toBe(403);
    expect((await administrator.get(path)).body.name).toBe(NAME);
    expect((await secretary.get(path)).body.email).toBe("merce.p@example.org");
    expect((await self.get(path)).status).toBe(404); // who sits nowhere has no office in the town
    mustBe(201, await operator.post(`${at}/bodies/taula/seats`, aSeat({ titular: id })));
    expect((await other.get(path)).status).toBe(200);
    expect((await self.get(path)).body.seats).toMatchObject([
      { body: "taula", as: "titular", role: "member" },
    ]);
  });

  it("changes their own contact and nothing that gives rights; a secretary gives none either", async () => {
    const id = await newPerson();
    const path = `${at}/people/${id}`;
    mustBe(201, await secretary.post(`${atBody}/seats`, aSeat({ titular: id })));
    const self = await world.as({ role: "member", municipality: "vilanova", person: id });
    mustBe(200, await self.patch(path, { phone: "600 00 00 00", residence: "ES-25120" }));
    expect((await self.patch(path, { name: "Una altra" })).status).toBe(403);
    const signIn = { issuer: "https://id.example.org", subject: "u-1" };
    const by = async (client: Client) => (await client.patch(path, { signIn, administrator: true })).status;
    expect([await by(self), await by(secretary)]).toEqual([403, 403]);
    expect((await administrator.get(path)).body).toMatchObject({ phone: "600 00 00 00", signIn: null });
  });

  it("is taken in by a secretary for a body of theirs only, without rights", async () => {
    expect(await taken({ keeper: null })).toBe(403);
    expect(await taken({ keeper: "taula" })).toBe(403);
    expect(await taken({ signIn: { issuer: "https://id.example.org", subject: "u-2" } })).toBe(403);
  });

  it("is listed to a secretary by a body of theirs", async () => {
    const id = await newPerson();
    mustBe(201, await secretary.post(`${atBody}/seats`, aSeat({ titular: id })));
    expect((await secretary.get(`${at}/people`)).body.faults[0].path).toBe("$.body");
    expect((await secretary.get(`${at}/people?body=taula`)).status).toBe(403);
    const found = (await secretary.get(`${at}/people?body=consell`)).body.items;
    expect(found.map((person: Shown) => person.id)).toContain(id);
    expect((await administrator.get(`${at}/people?limit=1`)).body.items).toHaveLength(1);
  });
});

describe("a sign-in", () => {
  const signIn = { issuer: "", subject: "administrator.vilanova.somebody" };
  beforeAll(() => {
    signIn.issuer = world.machine.tokens.issuer;
  });

  it("makes its person an administrator, and no more once that is taken back", async () => {
    const id = mustBe(201, await operator.post(`${at}/people`, secretPerson({ signIn, administrator: true })))
      .body.id;
    const path = `${at}/people/${id}`;
    const identity = async () => (await rows()).find(({ sk }) => sk === signIn.subject) as Shown | undefined;
    expect(await identity()).toMatchObject({
      offices: [{ role: "administrator", municipality: "vilanova" }],
      persons: [{ municipality: "vilanova", person: id }],
    });
    const second = await operator.post(`${at}/people`, secretPerson({ signIn }));
    expect([second.status, second.body.code]).toEqual([409, "already-exists"]);
    mustBe(200, await administrator.patch(path, { administrator: false }));
    expect((await identity())?.["offices"]).toEqual([]);
    mustBe(200, await administrator.patch(path, { signIn: null }));
    expect(await identity()).toBeUndefined();
    expect((await administrator.patch(path, { administrator: true })).body.faults[0].path).toBe(
      "$.administrator",
    );
  });
});

describe("a person who is erased", () => {
  let id: string;
  let seat: string;
  let personal: string;
  beforeAll(async () => {
    const signIn = { issuer: "https://id.example.org", subject: "puigverd@example.org" };
    id = await newPerson({ email: "merce.puigverd.erased@example.org" });
    mustBe(200, await administrator.patch(`${at}/people/${id}`, { signIn }));
    seat = mustBe(201, await secretary.post(`${atBody}/seats`, aSeat({ entity: "amics", titular: id }))).body
      .id;
    personal = mustBe(201, await secretary.post(`${atBody}/seats`, aSeat({ role: "secretary", titular: id })))
      .body.id;
    const stand = await newPerson({ name: "Pere Soler", email: "pere@example.org" });
    mustBe(
      200,
      await secretary.put(`${atBody}/seats/${personal}/substitutes`, { substitutes: [{ person: stand }] }),
    );
  });

  it("was exported before with everything that is held", async () => {
    const { body } = await administrator.get(`${at}/people/${id}/export`);
    expect(body).toMatchObject({
      person: { id, name: NAME, address: "Carrer Nou 12" },
      signIn: { subject: "puigverd@example.org" },
      retention: { months: 60 },
    });
    expect(body.seats.map((each: Shown) => each.seat).toSorted()).toEqual([seat, personal].toSorted());
  });

  it("is nowhere any more: not in the table, the log, the feeds or any answer; the seats go on", async () => {
    // Everyone else of this file's people goes first, so that what is found is a trace of this one.
    for (const person of (await administrator.get(`${at}/people?limit=200`)).body.items)
      if (person.id !== id) mustBe(200, await administrator.delete(`${at}/people/${person.id}`));
    expect(JSON.stringify(await rows())).toMatch(SECRET);
    mustBe(200, await administrator.delete(`${at}/people/${id}`));

    expect((await rows()).filter((row) => SECRET.test(JSON.stringify(row)))).toEqual([]);
    expect(world.lines.filter((line) => SECRET.test(JSON.stringify(line)))).toEqual([]);
    const feed = (await world.citizen.get(`${at}/calendar.ics`)).body;
    expect(feed).not.toMatch(SECRET);
    expect((await administrator.get(`${at}/people/${id}`)).status).toBe(404);

    const seats = (await world.citizen.get(`${atBody}/seats`)).body.items;
    const found = (wanted: string): Shown => seats.find((each: Shown) => each.id === wanted);
    expect(found(seat)).toMatchObject({ occupancy: "held", entity: { id: "amics" }, tenure: 2 });
    expect(found(personal)).toMatchObject({ role: "secretary", occupancy: "vacant" });
    const before = (await world.citizen.get(`${atBody}/seats/${personal}?at=2026-11-21`)).body;
    expect(before).toMatchObject({ occupancy: "held", tenure: 1 });
  });

  it("leaves nothing under a key of their own", async () => {
    await world.clockTo("2026-11-22T09:30:00Z"); // the intent to leave the seats was carried out already, and is taken
    expect((await rows()).filter(({ pk, sk }) => `${pk} ${sk}`.includes(id))).toEqual([]);
    expect((await administrator.delete(`${at}/people/${id}`)).status).toBe(404);
  });
});

describe("making a person under an Idempotency-Key", () => {
  it("keeps no personal data to answer the retry with", async () => {
    const headers = { "idempotency-key": randomUUID() };
    const person = secretPerson({ name: "Única Retirada", email: "unica@example.org" });
    const first = mustBe(201, await secretary.post(`${at}/people`, person, headers));
    const again = mustBe(201, await secretary.post(`${at}/people`, person, headers));
    expect(again.body).toEqual(first.body);
    const kept = (await rows()).filter(({ pk }) => pk.startsWith("IDEMPOTENCY#") || pk.startsWith("AUDIT#"));
    expect(kept.filter((row) => /retirada|unica@/i.test(JSON.stringify(row)))).toEqual([]);
  });
});

describe("what is kept", () => {
  it("is forgotten when it has not been needed for as long as the town decided", async () => {
    const [idle, seated] = [await newPerson(), await newPerson()];
    mustBe(201, await secretary.post(`${atBody}/seats`, aSeat({ titular: seated, until: "2027-11-22" })));
    const there = async (id: string) => (await administrator.get(`${at}/people/${id}`)).status;
    await world.clockTo("2031-11-20T09:00:00Z");
    expect([await there(idle), await there(seated)]).toEqual([200, 200]);
    await world.clockTo("2031-11-22T09:00:00Z");
    expect([await there(idle), await there(seated)]).toEqual([404, 200]);
    mustBe(200, await administrator.patch(at, { retention: { people: 49 } }));
    await world.clockTo("2031-12-21T09:00:00Z");
    expect(await there(seated)).toBe(200);
    await world.clockTo("2031-12-23T09:00:00Z");
    expect(await there(seated)).toBe(404);
  });
});

describe("a town that keeps people shorter", () => {
  it("moves the day of every one, however many there are", async () => {
    for (let i = 0; i < 8; i++) await Promise.all(Array.from({ length: 26 }, () => newPerson()));
    mustBe(200, await administrator.patch(at, { retention: { people: 12 } }));
    await world.clockTo("2032-01-01T12:00:00Z");
    const days = (await rows())
      .filter(({ sk }) => sk.startsWith("PERSON#"))
      .map((row) => [row["recorded"], row["forgetAt"]]);
    expect(days.length).toBeGreaterThan(200);
    expect(new Set(days.map(String))).toEqual(new Set(["2031-12-23,2032-12-22T23:00:00Z"]));
  });
});

describe("the functions that can read why somebody does not come", () => {
  it("are the secretariat's list, and those of the person themself; none of them is open to everyone", async () => {
    const { allTouches } = await import("../lib/platform/contract.ts");
    const { api, httpFunctions, listeners, streams, ticks } = await import("../lib/api.ts");
    const reads = (route: Parameters<typeof allTouches>[0]): boolean => {
      const { get = [], getMany = [], query = [] } = allTouches(route);
      return [...get, ...getMany, ...query].includes("excuses");
    };
    const readers = Object.entries(api).filter(([, route]) => reads(route));
    expect(readers.map(([name]) => name).toSorted()).toEqual(["erasePerson", "exportPerson", "listAnswers"]);
    const beside = httpFunctions.flatMap(({ routes }) => {
      const all = Object.values(routes);
      return all.some(reads) ? all.filter(({ allow }) => allow === "everyone") : [];
    });
    expect(beside).toEqual([]);
    const others = [ticks, streams, listeners].flatMap((entries) => Object.entries(entries));
    const touching = others.filter(([, { touches }]) => JSON.stringify(touches).includes('"excuses"'));
    expect(touching.map(([name]) => name)).toEqual(["forget-people"]);
  });
});

describe("the functions that can read people", () => {
  it("are those of people, and nothing public is among them", async () => {
    const { allTouches } = await import("../lib/platform/contract.ts");
    const { api, listeners, streams, ticks } = await import("../lib/api.ts");
    const readers = Object.entries(api).filter(([, route]) => {
      const { get = [], getMany = [], query = [] } = allTouches(route);
      return [...get, ...getMany, ...query].includes("people");
    });
    expect(readers.map(([name]) => name).toSorted()).toEqual(
      // Whoever convenes has to know whom, and by whose calendar; a letter is addressed.
      [
        "createConvocation",
        "erasePerson",
        "exportPerson",
        "getPerson",
        "listPeople",
        "showLetter",
        "updatePerson",
      ].toSorted(),
    );
    expect(readers.filter(([, { allow }]) => allow === "everyone")).toEqual([]);
    const others = [ticks, streams, listeners].flatMap((entries) => Object.entries(entries));
    const reading = others.filter(([, { touches }]) => JSON.stringify(touches).includes('"people"'));
    expect(reading.map(([name]) => name).toSorted()).toEqual(
      ["convene-sessions", "forget-people", "notify-members", "send-mail"].toSorted(),
    );
    expect(readFileSync("lib/people/routes.ts", "utf8")).not.toContain("cacheSeconds");
  });
});
