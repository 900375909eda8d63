import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { aBody, aLayer, aSeries, aSession, anEntity, aTown } from "./support/builders.ts";
import { refusal } from "./support/convening-town.ts";
import { rowsOf } from "./support/dump.ts";
import { mustBe, newTownWithBody, newWorld } from "./support/world.ts";
import type { Client, Shown, World } from "./support/world.ts";

let world: World;
beforeAll(async () => {
  world = await newWorld("2016-02-01T09:00:00Z");
});
afterAll(() => world.close());

const settle = () => world.machine.advance(world.machine.clock.now());

let towns = 0;
/** A town with a room, two bodies, and the administrator who cedes rooms. */
async function town() {
  const id = `town-${++towns}`;
  const place = await newTownWithBody(world, aTown({ id, areas: [`ES-${towns}`] }));
  const { operator, at } = place;
  mustBe(201, await operator.post(`${at}/bodies`, aBody({ id: "taula" })));
  mustBe(201, await operator.post(`${at}/places`, { id: "sala", name: "Sala de plens" }));
  mustBe(201, await operator.post(`${at}/entities`, anEntity()));
  const room = `${at}/places/sala`;
  const plan = (start: string, overrides: Record<string, unknown> = {}, body = "consell") =>
    operator.post(
      `${at}/bodies/${body}/sessions`,
      aSession({ start, duration: "PT2H", place: { place: "sala" }, ...overrides }),
    );
  const use = (start: string, duration: string | null = "PT1H", overrides: Record<string, unknown> = {}) =>
    operator.post(`${room}/uses`, { start, duration, purpose: "Assaig", entity: "amics", ...overrides });
  const taken = async (query = "?from=2016-01-01&to=2016-12-30"): Promise<string[]> =>
    mustBe(200, await world.citizen.get(`${room}/uses${query}`)).body.items.map(
      ({ from, to, session, use: of }: Shown) =>
        `${from.slice(5, 16)} ${to.slice(5, 16)} ${session ?? (of && "use")}`,
    );
  const locks = async (): Promise<string[]> =>
    (await rowsOf(inject("endpoint"), world.tableName))
      .filter(({ pk, sk }) => pk === `PLACE#${id}#sala` && sk.startsWith("DAY#"))
      .map(({ sk }) => sk.slice("DAY#".length));
  return { ...place, room, plan, use, taken, locks };
}

describe("a room", () => {
  it("says what is known of it, and that the rest is not", async () => {
    const { operator, at, room } = await town();
    const known = { id: "casal", name: "Casal", capacity: 40, equipment: ["Projector"], accessible: true };
    const { body } = mustBe(201, await operator.post(`${at}/places`, { ...known, address: "C/ Major, 1" }));
    expect(body).toMatchObject({ ...known, name: { ca: "Casal" }, notes: null });
    const { body: bare } = mustBe(200, await world.citizen.get(room));
    expect([bare.capacity, bare.equipment, bare.accessible, bare.address]).toEqual([null, [], null, null]);
    expect(mustBe(200, await operator.patch(room, { accessible: false })).body.accessible).toBe(false);
    expect(mustBe(200, await world.citizen.get(`${at}/places`)).body.items.length).toBe(2);
  });

  it("gives a session its name, and has to be there", async () => {
    const { plan } = await town();
    const { body } = mustBe(201, await plan("2016-02-10T19:00:00"));
    expect(body.place).toEqual({
      name: { ca: "Sala de plens" },
      place: "sala",
      held: true,
      holdsUntil: "2016-02-10T21:00:00",
    });
    const wrong = await plan("2016-02-10T19:00:00", {
      place: { place: "none" },
      slots: [{ at: "18:00", duration: "PT1H" }],
    });
    expect(wrong.body.faults.map(({ path }: Shown) => path)).toEqual(["$.place.place", "$.slots[0].at"]);
  });
});

describe("a room is never taken twice", () => {
  it.each<[what: string, start: string, duration: string | null, status: number]>([
    ["ends when it begins", "2016-02-10T18:00:00", "PT1H", 201],
    ["begins when it ends", "2016-02-10T21:00:00", "PT1H", 201],
    ["begins a minute before it ends", "2016-02-10T20:59:00", "PT1H", 409],
    ["ends a minute after it begins", "2016-02-10T18:00:00", "PT61M", 409],
    ["is within it", "2016-02-10T19:30:00", "PT15M", 409],
    ["has it within", "2016-02-10T10:00:00", "PT12H", 409],
    ["has no end, and begins before it", "2016-02-10T10:00:00", null, 409],
    ["comes over midnight from the day before", "2016-02-09T23:00:00", "PT22H", 409],
    ["goes over midnight to the day after", "2016-02-10T22:00:00", "PT12H", 201],
  ])("when another use %s", async (_, start, duration, status) => {
    const { plan, use, taken } = await town();
    mustBe(201, await plan("2016-02-10T19:00:00"));
    const answer = await use(start, duration);
    expect(answer.status).toBe(status);
    expect((await taken()).length).toBe(status === 201 ? 2 : 1);
    const other = await plan(start, { duration }, "taula");
    expect(refusal(other)).toBe("409 taken");
  });

  it("names when it is taken, and not what it is ceded for", async () => {
    const { use, plan, taken, operator, room } = await town();
    const { body } = mustBe(201, await use("2016-02-10T19:00:00", "PT3H"));
    const { body: no } = await plan("2016-02-10T20:00:00");
    expect(no.detail).toContain("from 2016-02-10T19:00:00 to 2016-02-10T22:00:00");
    expect(await taken()).toEqual(["02-10T19:00 02-10T22:00 use"]);
    const { body: list } = await world.citizen.get(`${room}/uses?from=2016-02-10&to=2016-02-10`);
    expect([list.items[0].entity.id, JSON.stringify(list).includes("Assaig")]).toEqual(["amics", false]);
    expect(mustBe(200, await operator.get(`${room}/uses/${body.id}`)).body.purpose).toEqual({ ca: "Assaig" });
  });

  it("and held to the end of its local day by what has no duration", async () => {
    const { plan, taken } = await town();
    const { body } = mustBe(201, await plan("2016-03-27T10:00:00", { duration: null }));
    expect(body.place.holdsUntil).toBe("2016-03-28T00:00:00"); // the night on which the clock is put forward
    expect((await plan("2016-03-27T23:59:00", {}, "taula")).status).toBe(409);
    mustBe(201, await plan("2016-03-28T00:00:00", {}, "taula"));
    expect(await taken()).toEqual([
      "03-27T10:00 03-28T00:00 consell-2016-03-27",
      "03-28T00:00 03-28T02:00 taula-2016-03-28",
    ]);
  });
});

describe("what changes by hand", () => {
  it("takes its room along, and leaves nothing behind", async () => {
    const { plan, taken, locks, at, operator, use } = await town();
    const { id } = mustBe(201, await plan("2016-02-10T23:00:00")).body;
    expect(await locks()).toEqual(["2016-02-10", "2016-02-11"]);
    const session = `${at}/sessions/${id}`;
    mustBe(200, await operator.patch(session, { start: "2016-02-11T00:30:00" }));
    expect([await taken(), await locks()]).toEqual([
      ["02-11T00:30 02-11T02:30 consell-2016-02-10"],
      ["2016-02-11"],
    ]);
    mustBe(201, await use("2016-02-12T10:00:00"));
    expect(refusal(await operator.patch(session, { start: "2016-02-12T09:00:00" }))).toBe("409 taken");
    mustBe(200, await operator.patch(session, { place: "Al carrer" }));
    expect(await locks()).toEqual(["2016-02-12"]);
    mustBe(200, await operator.patch(session, { place: { place: "sala" } }));
    expect((await world.citizen.get(session)).body.place.held).toBe(true);
    expect(await locks()).toEqual(["2016-02-11", "2016-02-12"]);
  });

  it("lets go of it when it is cancelled, and gets it back only while it is free", async () => {
    const { plan, taken, use, room, at, operator } = await town();
    const { id } = mustBe(201, await plan("2016-02-10T19:00:00")).body;
    mustBe(200, await operator.post(`${at}/sessions/${id}/cancellation`, {}));
    expect(await taken()).toEqual([]);
    const ceded = mustBe(201, await use("2016-02-10T20:00:00")).body;
    expect(refusal(await operator.post(`${at}/sessions/${id}/reinstatement`))).toBe("409 taken");
    mustBe(200, await operator.delete(`${room}/uses/${ceded.id}`));
    expect(mustBe(200, await operator.post(`${at}/sessions/${id}/reinstatement`)).body.place.held).toBe(true);
    expect(await taken()).toEqual([`02-10T19:00 02-10T21:00 ${id}`]);
  });

  it("of the past is put on record beside whatever was there", async () => {
    const { plan } = await town();
    const answers = [];
    for (const body of ["consell", "taula"])
      answers.push((await plan("2015-02-10T19:00:00", { status: "held" }, body)).status);
    expect(answers).toEqual([201, 201]);
  });
});

const sessionOf = async (client: Client, path: string): Promise<Shown> =>
  mustBe(200, await client.get(path)).body;

const series = (overrides: Record<string, unknown> = {}) =>
  aSeries({ start: "2016-02-05T18:30:00", horizonMonths: 2, place: { place: "sala" }, ...overrides });

describe("sessions of a series", () => {
  it("hold their room once they are generated, leave it when the rule does, and say so where they could not have it", async () => {
    const { secretary, atBody, at, use, taken, operator, room } = await town();
    const { body: ceded } = mustBe(201, await use("2016-03-04T19:00:00"));
    mustBe(201, await secretary.post(`${atBody}/series`, series()));
    await settle();
    expect(await taken()).toEqual([
      "02-05T18:30 02-05T20:30 consell-ordinaries-2016-02-05",
      "03-04T19:00 03-04T20:00 use",
      "04-01T18:30 04-01T20:30 consell-ordinaries-2016-04-01",
    ]);
    const march = `${at}/sessions/consell-ordinaries-2016-03-04`;
    expect((await sessionOf(world.citizen, march)).place).toMatchObject({ place: "sala", held: false });
    const alerts = async () =>
      (await sessionOf(secretary, `${atBody}/alerts`))["items"].map(({ code }: Shown) => code);
    expect(await alerts()).toEqual(["room-taken"]);
    mustBe(200, await operator.delete(`${room}/uses/${ceded.id}`));
    await world.clockTo(
      new Date(world.machine.clock.now() + 6 * 3_600_000).toISOString().replace(".000", ""),
    );
    expect((await sessionOf(world.citizen, march)).place.held).toBe(true);
    expect(await alerts()).toEqual([]);
    mustBe(200, await secretary.patch(`${atBody}/series/ordinaries`, { place: "Al carrer" }));
    await settle();
    expect(await taken()).toEqual([]);
  });

  it("follow a holiday that moves them, and a dissolution that ends them", async () => {
    const { operator, secretary, atBody, taken } = await town();
    mustBe(201, await secretary.post(`${atBody}/series`, series({ holidayPolicy: "next-working-day" })));
    await settle();
    const area = `ES-${towns}`;
    mustBe(201, await operator.put(`/v1/calendars/${area}/2016`, aLayer({ "2016-03-04": "Festa" })));
    await settle();
    expect((await taken())[1]).toBe("03-07T18:30 03-07T20:30 consell-ordinaries-2016-03-04");
    mustBe(201, await operator.post(`${atBody}/events`, { kind: "dissolve", date: "2016-03-01" }));
    await settle();
    expect((await taken()).map((each) => each.slice(0, 5))).toEqual(["02-05"]);
  });
});
