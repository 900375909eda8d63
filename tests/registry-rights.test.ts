import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aBody, anEntity, aPerson, aSeat, aSession } from "./support/builders.ts";
import { mustBe, newTownWithBody, newWorld } from "./support/world.ts";
import type { Client, Shown, World } from "./support/world.ts";

/** What an attentive stranger found: rights and days at the edges of terms, bodies and records. */
let world: World;
let operator: Client;
let administrator: Client;
let at: string;
beforeAll(async () => {
  world = await newWorld("2026-11-22T09:00:00Z");
  ({ operator, at } = await newTownWithBody(world));
  administrator = await world.as({ role: "administrator", municipality: "vilanova" });
  mustBe(201, await operator.post(`${at}/entities`, anEntity()));
});
afterAll(() => world.close());

let count = 0;
const newBody = async (overrides: Record<string, unknown> = {}): Promise<string> => {
  const id = `c${++count}`;
  mustBe(201, await operator.post(`${at}/bodies`, aBody({ id, name: id, ...overrides })));
  return id;
};
const newPerson = async (overrides: Record<string, unknown> = {}): Promise<string> =>
  mustBe(201, await operator.post(`${at}/people`, aPerson(overrides))).body.id;
const newSeat = async (body: string, overrides: Record<string, unknown>): Promise<string> =>
  mustBe(201, await operator.post(`${at}/bodies/${body}/seats`, aSeat(overrides))).body.id;
const as = (person: string) => world.as({ role: "secretary", municipality: "vilanova", person });
const mayChange = async (person: string, body: string): Promise<number> =>
  (await (await as(person)).patch(`${at}/bodies/${body}`, { description: "Nou" })).status;
const seatOn = async (body: string, seat: string, on = "") =>
  (await world.citizen.get(`${at}/bodies/${body}/seats/${seat}${on && `?at=${on}`}`)).body as Shown;

describe("a substitute of the secretary", () => {
  it("acts within the seat's term only, whatever was said of the substitution", async () => {
    const [early, late] = [await newBody(), await newBody()];
    const stand = await newPerson();
    const substitutes = [{ person: stand, from: null, until: "2060-01-01" }];
    await newSeat(early, { role: "secretary", from: "2027-06-01", substitutes });
    await newSeat(late, { role: "secretary", until: "2026-12-01", substitutes });
    expect([await mayChange(stand, early), await mayChange(stand, late)]).toEqual([403, 200]);
    const held = (await administrator.get(`${at}/people/${stand}/export`)).body.seats;
    expect(held.map(({ until }: Shown) => until).toSorted()).toEqual(["2026-12-01", "2060-01-01"]);
  });

  it("is gone with the secretary when the seat is vacant", async () => {
    const body = await newBody();
    const stand = await newPerson();
    const seat = await newSeat(body, {
      role: "secretary",
      titular: await newPerson(),
      substitutes: [{ person: stand }],
    });
    expect(await mayChange(stand, body)).toBe(200);
    mustBe(200, await operator.patch(`${at}/bodies/${body}/seats/${seat}`, { occupancy: "vacant" }));
    expect(await mayChange(stand, body)).toBe(404);
  });
});

describe("a body whose end is decided", () => {
  it("takes its secretary's rights with it, before anything else ran", async () => {
    const body = await newBody();
    const secretary = await newPerson();
    await newSeat(body, { role: "secretary", titular: secretary });
    expect(await mayChange(secretary, body)).toBe(200);
    const end = { kind: "dissolve", date: "2026-11-20" };
    mustBe(201, await operator.post(`${at}/bodies/${body}/events`, end));
    expect(await mayChange(secretary, body)).toBe(404);
  });

  it("is not outlived by a seat that someone follows on", async () => {
    const body = await newBody();
    const seat = await newSeat(body, { entity: "amics" });
    mustBe(201, await operator.post(`${at}/bodies/${body}/events`, { kind: "dissolve", date: "2027-03-01" }));
    const next = { since: "2026-11-20", titular: await newPerson() };
    const followed = mustBe(200, await operator.patch(`${at}/bodies/${body}/seats/${seat}`, next));
    expect(followed.body).toMatchObject({ until: "2027-03-01", tenure: 2 });
  });

  it("can be known to be over without the day: it acts no more since it was taken in", async () => {
    const body = await newBody({ dissolved: { date: null, act: "Ple" } });
    const on = async (day: string) =>
      (await world.citizen.get(`${at}/bodies/${body}?at=${day}`)).body.inForce as string;
    expect([await on("2020-01-01"), await on("2026-11-22")]).toEqual(["not-known", "no"]);
  });
});

describe("a person's record", () => {
  it("can be read by the secretary of a body where they sit, and is changed by who keeps it", async () => {
    const [keeper, other] = [await newBody(), await newBody()];
    const person = await newPerson({ keeper });
    await newSeat(other, { titular: person, until: "2026-12-20" });
    const reader = await world.as({ role: "secretary", municipality: "vilanova", body: other });
    const path = `${at}/people/${person}`;
    expect((await reader.get(path)).status).toBe(200);
    expect((await reader.patch(path, { email: "x@example.org" })).status).toBe(403);
    expect((await reader.patch(path, { keeper: other })).status).toBe(403);
    const own = await world.as({ role: "secretary", municipality: "vilanova", body: keeper });
    expect((await own.patch(path, { phone: "1" })).status).toBe(200);
    expect((await own.patch(path, { keeper: other })).status).toBe(403);
  });

  it("keeps an administrator's office that another way gave it", async () => {
    const token = await world.as({ role: "administrator", municipality: "vilanova", body: "z" });
    const signIn = { issuer: world.machine.tokens.issuer, subject: "administrator.vilanova.z" };
    const person = await newPerson({ signIn });
    expect((await token.get(`${at}/people/${person}`)).status).toBe(200);
    mustBe(200, await operator.patch(`${at}/people/${person}`, { administrator: true }));
    mustBe(200, await operator.patch(`${at}/people/${person}`, { administrator: false }));
    expect((await token.get(`${at}/people/${person}`)).status).toBe(404);
  });
});

describe("erasing whoever holds a seat to come", () => {
  it("leaves the seat to begin when it was to begin", async () => {
    const body = await newBody();
    const person = await newPerson();
    const seat = await newSeat(body, {
      entity: "amics",
      titular: person,
      from: "2030-01-01",
      until: "2034-01-01",
    });
    mustBe(200, await operator.delete(`${at}/people/${person}`));
    expect(await seatOn(body, seat)).toMatchObject({ from: "2030-01-01", inForce: "no", tenure: 1 });
    expect((await seatOn(body, seat, "2031-01-01")).inForce).toBe("yes");
  });
});

describe("the tenures of a seat", () => {
  it("never overlap", async () => {
    const body = await newBody();
    const seat = await newSeat(body, { entity: "amics", from: "2019-06-15" });
    const path = `${at}/bodies/${body}/seats/${seat}`;
    mustBe(200, await operator.patch(path, { since: "2023-06-17" }));
    for (const from of ["2019-01-01", null]) {
      const { status, body: problem } = await operator.patch(path, { from });
      expect([status, problem.faults[0].path]).toEqual([400, "$.from"]);
    }
  });
});

const partOf = (body: string, id: string, until: string | null) =>
  operator.post(`${at}/bodies/${body}/relations`, { kind: "part-of", to: { type: "body", id }, until });

describe("a graph of many parents", () => {
  it("is walked once a body, however many ways lead up", async () => {
    const levels = await Promise.all(
      Array.from({ length: 6 }, async () => [await newBody(), await newBody(), await newBody()]),
    );
    for (const [i, level] of levels.entries())
      for (const body of level)
        for (const above of levels[i + 1] ?? [])
          mustBe(
            201,
            await operator.post(`${at}/bodies/${body}/relations`, {
              kind: "part-of",
              to: { type: "body", id: above },
            }),
          );
    const stranger = await newPerson();
    await newSeat(await newBody(), { role: "secretary", titular: stranger });
    expect(await mayChange(stranger, levels[0]?.[0] ?? "")).toBe(403);
    const units = world.lines.filter(({ status }) => status === 403).at(-1)?.["readUnits"];
    expect(units).toBeLessThan(60);
  });

  it("has no circle, also where one side is to end", async () => {
    const [one, other] = [await newBody(), await newBody()];
    mustBe(201, await partOf(one, other, "2040-01-01"));
    expect((await partOf(other, one, null)).status).toBe(400);
  });
});

describe("the last day there is", () => {
  it("can be planned", async () => {
    const session = aSession({ start: "9999-12-31T10:00:00" });
    expect((await operator.post(`${at}/bodies/consell/sessions`, session)).status).toBe(201);
  });
});

describe("a plan", () => {
  it("keeps the elements that bodies lead to", async () => {
    const elements = [{ id: "eix", kind: "axis", title: "Eix" }];
    mustBe(201, await operator.post(`${at}/plans`, { id: "pla", name: "Pla", elements }));
    const to = { type: "plan", id: "pla", element: "eix" };
    mustBe(201, await operator.post(`${at}/bodies/consell/relations`, { kind: "follows", to }));
    const { status, body } = await operator.patch(`${at}/plans/pla`, { elements: [] });
    expect([status, body.faults[0].path]).toEqual([400, "$.elements"]);
  });
});
