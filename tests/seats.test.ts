import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aBody, anEntity, aPerson, aSeat, aSession, aTown } from "./support/builders.ts";
import { mustBe, newTownWithBody, newWorld } from "./support/world.ts";
import type { Client, Shown, World } from "./support/world.ts";

let world: World;
let secretary: Client;
let operator: Client;
let at: string;
let seats: string;
beforeAll(async () => {
  world = await newWorld("2026-11-22T09:00:00Z");
  const town = await newTownWithBody(world);
  ({ operator, secretary, at } = town);
  seats = `${town.atBody}/seats`;
  mustBe(201, await operator.post(`${at}/entities`, anEntity()));
  mustBe(201, await operator.post(`${at}/entities`, anEntity({ id: "veins", name: "Associació de Veïns" })));
});
afterAll(() => world.close());

const newPerson = async (): Promise<string> =>
  mustBe(201, await secretary.post(`${at}/people`, aPerson({ keeper: "consell" }))).body.id;
const newSeat = async (overrides: Record<string, unknown> = {}): Promise<Shown> =>
  mustBe(201, await secretary.post(seats, aSeat(overrides))).body;
const seatOn = async (id: string, on = ""): Promise<Shown> =>
  mustBe(200, await world.citizen.get(`${seats}/${id}${on && `?at=${on}`}`)).body;
const heldBy = async (entity: string, on = ""): Promise<string[]> =>
  (await world.citizen.get(`${at}/entities/${entity}${on && `?at=${on}`}`)).body.seats.map(
    ({ id }: Shown) => id,
  );

describe("a seat", () => {
  it.each([
    [{ entity: "amics" }, "held"],
    [{}, "not-known"],
    [{ occupancy: "vacant" }, "vacant"],
    [{ entity: "amics", occupancy: "vacant" }, "vacant"],
  ])("with %j is %s", async (said, occupancy) => {
    const { id } = await newSeat(said);
    expect((await seatOn(id)).occupancy).toBe(occupancy);
  });

  it("of a secretary speaks and does not vote, unless it is said otherwise", async () => {
    expect(await newSeat({ role: "secretary" })).toMatchObject({ voice: true, vote: false });
    expect(await newSeat({ role: "secretary", vote: true })).toMatchObject({ voice: true, vote: true });
    expect(await newSeat({ role: "observer" })).toMatchObject({ voice: false, vote: false });
  });

  it("shows nobody to the public: its role and entity, and how many sit in", async () => {
    const [titular, substitute] = [await newPerson(), await newPerson()];
    const made = await newSeat({ entity: "amics", titular, substitutes: [{ person: substitute }] });
    expect(made).toMatchObject({ titular, substitutes: [{ person: substitute }] });
    const answers = await Promise.all(
      [`${seats}/${made.id}`, seats, `${at}/bodies/consell`, `${at}/entities/amics`].map((path) =>
        world.citizen.get(path),
      ),
    );
    for (const { status, body } of answers) {
      expect(status).toBe(200);
      expect(JSON.stringify(body)).not.toMatch(new RegExp(`${titular}|${substitute}|puigverd`, "i"));
    }
    expect(answers[0]?.body).toMatchObject({ role: "member", occupancy: "held", substitutes: 1 });
  });

  it("must name an entity and people who are there", async () => {
    const nobody = randomUUID();
    expect((await secretary.post(seats, aSeat({ entity: "ningu" }))).body.detail).toContain(
      "no entity 'ningu'",
    );
    expect((await secretary.post(seats, aSeat({ titular: nobody }))).body.detail).toContain("no person");
    const { id } = await newSeat();
    const put = await secretary.put(`${seats}/${id}/substitutes`, { substitutes: [{ person: nobody }] });
    expect(put.status).toBe(404);
    const itself = await newPerson();
    const held = await newSeat({ titular: itself });
    const twice = { substitutes: [{ person: itself }] };
    expect((await secretary.put(`${seats}/${held.id}/substitutes`, twice)).body.faults[0].path).toBe(
      "$.substitutes[0].person",
    );
  });
});

describe("a tenure", () => {
  it("follows another on the same seat: each is found on its days, by seat and by entity", async () => {
    const { id } = await newSeat({ entity: "amics", from: "2019-06-15", act: "Ple de juny" });
    const patch = { since: "2023-06-17", entity: "veins", act: "Ple de juny de 2023" };
    mustBe(200, await secretary.patch(`${seats}/${id}`, patch));
    expect(await seatOn(id)).toMatchObject({ entity: { id: "veins" }, from: "2023-06-17", tenure: 2 });
    expect(await seatOn(id, "2023-06-16")).toMatchObject({ entity: { id: "amics" }, until: "2023-06-17" });
    expect(await seatOn(id, "2023-06-17")).toMatchObject({
      entity: { id: "veins" },
      act: "Ple de juny de 2023",
    });
    expect(await heldBy("amics")).not.toContain(id);
    expect(await heldBy("amics", "2020-01-01")).toContain(id);
    expect(await heldBy("veins")).toContain(id);
    const listed = async (on: string) =>
      (await world.citizen.get(`${seats}?at=${on}`)).body.items
        .filter((seat: Shown) => seat.id === id)
        .map(({ entity }: Shown) => entity.id);
    expect(await listed("2020-01-01")).toEqual(["amics"]);
    expect(await listed("2024-01-01")).toEqual(["veins"]);
    expect(await listed("2019-06-14")).toEqual([]);
  });

  it("is corrected in place without `since`: nothing goes on record", async () => {
    const { id } = await newSeat({ entity: "amics" });
    mustBe(200, await secretary.patch(`${seats}/${id}`, { entity: "veins", label: "Presidència" }));
    expect(await seatOn(id, "2016-01-01")).toMatchObject({ entity: { id: "veins" }, tenure: 1 });
    expect(await heldBy("amics", "2016-01-01")).not.toContain(id);
  });

  it.each([
    [{ since: "2030-01-01", entity: "veins" }, "$.since"],
    [{ since: "2014-12-31", entity: "veins" }, "$.since"],
    [{ until: "2014-12-31" }, "$.until"],
    [{ occupancy: "vacant", titular: "algu" }, "$.occupancy"],
  ])("cannot be %j", async (patch, path) => {
    const { id } = await newSeat({ entity: "amics" });
    const { status, body } = await secretary.patch(`${seats}/${id}`, patch);
    expect([status, body.faults.map((fault: Shown) => fault.path)]).toEqual([400, [path]]);
    expect(await seatOn(id)).toMatchObject({ version: 1 });
  });

  it("ends by itself on its day, is warned of before, and stays on record", async () => {
    const { id } = await newSeat({ entity: "amics", until: "2027-01-10" });
    expect((await seatOn(id)).expiring).toBe(true);
    const page = (await world.citizen.get(`${at}/bodies/consell`)).body;
    expect(page.warnings).toContainEqual({ seat: id, what: "term-ends", on: "2027-01-10" });
    const listed = async () =>
      (await world.citizen.get(seats)).body.items.map((seat: Shown) => seat.id).includes(id);
    await world.clockTo("2027-01-09T22:59:00Z");
    expect([await listed(), (await heldBy("amics")).includes(id)]).toEqual([true, true]);
    await world.clockTo("2027-01-09T23:20:00Z"); // midnight in Madrid has passed
    expect([await listed(), (await heldBy("amics")).includes(id)]).toEqual([false, false]);
    expect(await seatOn(id, "2027-01-09")).toMatchObject({ inForce: "yes", entity: { id: "amics" } });
    expect(await seatOn(id)).toMatchObject({ inForce: "no", until: "2027-01-10" });
  });

  it("that is over is taken in as such", async () => {
    const { id } = await newSeat({ entity: "amics", from: "2011", until: "2015-06-13" });
    expect((await seatOn(id)).inForce).toBe("no");
    expect((await seatOn(id, "2014-01-01")).inForce).toBe("yes");
    expect((await seatOn(id, "2011-06-01")).inForce).toBe("not-known");
    expect((await world.citizen.get(seats)).body.items.map((seat: Shown) => seat.id)).not.toContain(id);
  });
});

describe("the legal number of members", () => {
  it("is a fact of the body with its dates, whatever rows there are", async () => {
    mustBe(
      200,
      await secretary.patch(`${at}/bodies/consell`, {
        legalNumbers: [
          { members: 17, from: "2011-07-01", act: "Reglament" },
          { members: 21, from: "2019" },
        ],
      }),
    );
    const on = async (day: string) =>
      (await world.citizen.get(`${at}/bodies/consell?at=${day}`)).body.legalNumber?.members ?? null;
    expect([
      await on("2011-06-30"),
      await on("2015-01-01"),
      await on("2019-06-01"),
      await on("2020-01-01"),
    ]).toEqual([null, 17, 17, 21]);
  });
});

const session = (overrides: Record<string, unknown>) => aSession({ duration: "PT2H", ...overrides });

describe("who of a session's seats is expected elsewhere", () => {
  it("is told of a new and of a moved one, across the bodies of the town", async () => {
    mustBe(201, await operator.post(`${at}/bodies`, aBody({ id: "taula", name: "Taula" })));
    const person = await newPerson();
    const mine = await newSeat({ titular: person, from: "2020-01-01" });
    const theirs = mustBe(
      201,
      await operator.post(`${at}/bodies/taula/seats`, aSeat({ titular: person })),
    ).body;
    const first = mustBe(
      201,
      await operator.post(`${at}/bodies/taula/sessions`, session({ start: "2027-05-04T19:00:00" })),
    ).body;
    expect(first.clashes).toEqual([]);
    const before = session({ start: "2027-05-04T17:00:00" });
    const touching = mustBe(201, await secretary.post(`${at}/bodies/consell/sessions`, before)).body;
    expect(touching.clashes).toEqual([]); // it ends as the other begins
    const moved = mustBe(
      200,
      await secretary.patch(`${at}/sessions/${touching.id}`, { start: "2027-05-04T17:01:00" }),
    ).body;
    expect(moved.clashes).toEqual([
      {
        seat: mine.id,
        by: "person",
        elsewhere: {
          municipality: "vilanova",
          body: "taula",
          session: first.id,
          seat: theirs.id,
          title: first.title,
          start: first.start,
          timeZone: first.timeZone,
          duration: "PT2H",
        },
      },
    ]);
    mustBe(200, await operator.post(`${at}/sessions/${first.id}/cancellation`));
    const again = await secretary.patch(`${at}/sessions/${touching.id}`, { start: "2027-05-04T17:02:00" });
    expect(again.body.clashes).toEqual([]);
  });

  it("counts until the end of the day where it is not known how long a session takes", async () => {
    const long = session({ start: "2027-05-05T09:00:00", duration: null });
    mustBe(201, await operator.post(`${at}/bodies/taula/sessions`, long));
    const late = await secretary.post(
      `${at}/bodies/consell/sessions`,
      session({ start: "2027-05-05T23:30:00" }),
    );
    expect(late.body.clashes).toHaveLength(1);
    const next = await secretary.post(
      `${at}/bodies/consell/sessions`,
      session({ start: "2027-05-06T00:00:00" }),
    );
    expect(next.body.clashes).toEqual([]);
  });

  it("reaches the networks that a town shares, from both sides, by entity", async () => {
    mustBe(201, await operator.post("/v1/municipalities", aTown({ id: "riba", name: "Riba" })));
    const network = aBody({ id: "xarxa", kind: "supramunicipal-network", sharedWith: ["vilanova"] });
    mustBe(201, await operator.post("/v1/municipalities/riba/bodies", network));
    const shared = { entity: { municipality: "vilanova", id: "veins" } };
    const seat = mustBe(
      201,
      await operator.post("/v1/municipalities/riba/bodies/xarxa/seats", aSeat(shared)),
    ).body;
    expect(await heldBy("veins")).toContain(seat.id);
    await newSeat({ entity: "veins" });
    const theirs = session({ start: "2027-05-11T10:00:00" });
    const host = mustBe(
      201,
      await operator.post("/v1/municipalities/riba/bodies/xarxa/sessions", theirs),
    ).body;
    const here = mustBe(201, await secretary.post(`${at}/bodies/consell/sessions`, theirs)).body;
    expect(
      here.clashes.every((clash: Shown) => clash.by === "entity" && clash.elsewhere.session === host.id),
    ).toBe(true);
    expect(here.clashes.length).toBeGreaterThan(0);
    const moved = await operator.patch(`/v1/municipalities/riba/sessions/${host.id}`, {
      start: "2027-05-11T10:30:00",
    });
    expect(moved.body.clashes.map((clash: Shown) => clash.elsewhere.municipality)).toContain("vilanova");
  });

  it("an entity of a town that does not share the body cannot sit in it, and no town shares by itself", async () => {
    const stranger = { entity: { municipality: "riba", id: "amics" } };
    const { status, body } = await secretary.post(seats, aSeat(stranger));
    expect([status, body.faults[0].path]).toEqual([400, "$.entity.municipality"]);
    expect((await secretary.patch(`${at}/bodies/consell`, { sharedWith: ["riba"] })).status).toBe(403);
  });
});
