import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aBody, aSeries, aSession, aTown } from "./support/builders.ts";
import { mustBe, newWorld } from "./support/world.ts";
import type { Client, Shown, World } from "./support/world.ts";

/** The life of bodies: found, rename, merge, split, absorb, dissolve, seen on one day and another. */
let world: World;
let operator: Client;
const at = "/v1/municipalities/vilanova";
beforeAll(async () => {
  world = await newWorld("2026-11-22T09:00:00Z");
  operator = await world.as({ role: "operator" });
  mustBe(201, await operator.post("/v1/municipalities", aTown()));
});
afterAll(() => world.close());

const make = (id: string, overrides: Record<string, unknown> = {}) =>
  operator.post(`${at}/bodies`, aBody({ id, name: id, ...overrides })).then((answer) => mustBe(201, answer));
const event = (of: string, body: unknown) => operator.post(`${at}/bodies/${of}/events`, body);
const page = async (id: string, on = ""): Promise<Shown> =>
  mustBe(200, await world.citizen.get(`${at}/bodies/${id}${on && `?at=${on}`}`)).body;
const idsOn = async (on: string): Promise<string[]> =>
  (await world.citizen.get(`${at}/bodies?at=${on}`)).body.items.map(
    ({ id, inForce }: Shown) => `${id} ${inForce}`,
  );
const actingFor = async (id: string, on: string) =>
  (await page(id, on)).acting.map((each: Shown) => `${each.id} ${each.inForce}`);
const nameOn = async (id: string, on: string): Promise<string> => (await page(id, on)).name.ca;
const names = (kin: Shown[]): string[] => kin.map(({ id }) => id);

describe("an event", () => {
  it("merges two bodies into a third: each is found on its days, at its old address, with its successor", async () => {
    await make("old", { founded: { date: "2010-05-17", act: "Ple" } });
    await make("net", { kind: "local-network" });
    await make("new");
    const merged = { kind: "merge", date: "2020-11-19", act: "Acord del Ple", of: ["old", "net"] };
    mustBe(201, await event("new", { ...merged, unnamed: "les taules de treball" }));

    expect(await idsOn("2010-05-16")).toEqual(["net not-known"]);
    expect(await idsOn("2020-11-18")).toEqual(["old yes", "net not-known"]);
    expect(await idsOn("2020-11-19")).toEqual(["new yes"]);
    expect((await page("old")).dissolved).toEqual({ date: "2020-11-19", act: "Acord del Ple" });
    expect(names((await page("old")).successors)).toEqual(["new"]);
    expect(names((await page("new")).predecessors)).toEqual(["old", "net"]);
    expect((await page("new")).founded).toEqual({ date: "2020-11-19", act: "Acord del Ple" });
    expect((await page("new")).events[0].unnamed).toEqual({ ca: "les taules de treball" });
  });

  it.each([
    ["old", "2015-01-01", ["old yes"]],
    ["old", "2021-01-01", ["new yes"]],
    ["old", "2010-05-16", []],
    ["new", "2015-01-01", ["old yes", "net not-known"]],
    ["net", "2021-01-01", ["new yes"]],
  ])("says who acted for %s on %s", async (id, on, acting) => {
    expect((await page(id, on)).acting.map((each: Shown) => `${each.id} ${each.inForce}`)).toEqual(acting);
  });

  it("follows a family over several generations", async () => {
    for (const id of ["g1", "g2", "g3", "g4"])
      await make(id, id === "g1" ? { founded: { date: "2000" } } : {});
    mustBe(201, await event("g2", { kind: "merge", date: "2005-01-01", of: ["g1"] }));
    mustBe(201, await event("g3", { kind: "merge", date: "2010", of: ["g2"] }));
    mustBe(201, await event("g4", { kind: "absorb", date: "2015-06-01", of: ["g3"] }));
    expect(await actingFor("g1", "2012-01-01")).toEqual(["g3 yes"]);
    expect(await actingFor("g1", "2010-06-01")).toEqual(["g2 not-known", "g3 not-known"]);
    expect(await actingFor("g1", "2026-11-22")).toEqual(["g4 yes"]);
    expect(await actingFor("g3", "2002-01-01")).toEqual(["g1 yes"]);
  });

  it("renames: the name of the day is shown, the address stays", async () => {
    await make("named", { name: "Primer nom", founded: { date: "2001-01-01" } });
    mustBe(201, await event("named", { kind: "rename", date: "2012-03-01", name: "Segon nom" }));
    mustBe(201, await event("named", { kind: "rename", date: "2018", name: "Tercer nom" }));
    expect(await nameOn("named", "2012-02-29")).toBe("Primer nom");
    expect(await nameOn("named", "2012-03-01")).toBe("Segon nom");
    expect(await nameOn("named", "2026-11-22")).toBe("Tercer nom");
    const line = (await world.citizen.get(`${at}/bodies?at=2015-01-01`)).body.items;
    expect(line.find(({ id }: Shown) => id === "named").name).toEqual({ ca: "Segon nom" });
    const early = await event("named", { kind: "rename", date: "2017", name: "Massa aviat" });
    expect([early.status, early.body.faults[0].path]).toEqual([400, "$.date"]);
  });

  it("splits one into two, and lets it go on when it continues", async () => {
    await make("whole", { founded: { date: "2001" } });
    for (const id of ["left", "right", "off"]) await make(id);
    mustBe(201, await event("whole", { kind: "split", date: "2019-01-01", into: ["off"], continues: true }));
    expect((await page("whole")).inForce).toBe("yes");
    mustBe(201, await event("whole", { kind: "split", date: "2020-01-01", into: ["left", "right"] }));
    expect((await page("whole")).inForce).toBe("no");
    expect(names((await page("whole")).acting).toSorted()).toEqual(["left", "off", "right"]);
    expect(names((await page("left")).predecessors)).toEqual(["whole"]);
  });

  it("names all faults at once, and changes nothing", async () => {
    await make("lone");
    const { status, body } = await event("lone", {
      kind: "merge",
      date: "2020-11-19",
      of: ["lone", "nowhere", "old", "old"],
    });
    expect([status, body.faults.map(({ path }: Shown) => path)]).toEqual([
      400,
      ["$.of[0]", "$.of[1]", "$.of[2]", "$.of[3]"],
    ]);
    expect((await page("lone")).events).toEqual([]);
  });

  it("is the administration's to record, and of a body that is no more there is none but its founding", async () => {
    const secretary = await world.as({ role: "secretary", municipality: "vilanova", body: "lone" });
    const own = await secretary.post(`${at}/bodies/lone/events`, { kind: "dissolve", date: "2026-01-01" });
    expect(own.status).toBe(403);
    expect((await event("old", { kind: "rename", date: "2025-01-01", name: "x" })).body.code).toBe(
      "wrong-state",
    );
    expect((await event("net", { kind: "found", date: "2008" })).status).toBe(201);
    expect(await idsOn("2015-01-01")).toContain("net yes");
  });
});

const made = async (id: string) => {
  await make(id);
  const secretary = await world.as({ role: "secretary", municipality: "vilanova", body: id });
  mustBe(201, await secretary.post(`${at}/bodies/${id}/series`, aSeries({ start: "2026-12-04T18:30:00" })));
  mustBe(
    201,
    await secretary.post(`${at}/bodies/${id}/sessions`, aSession({ start: "2027-03-10T19:00:00" })),
  );
  mustBe(201, await secretary.post(`${at}/bodies/${id}/seats`, { role: "president", from: "2020-01-01" }));
  return secretary;
};

const statuses = async (id: string) =>
  (await world.citizen.get(`${at}/bodies/${id}/sessions`)).body.items.map(
    ({ start, status }: Shown) => `${start.slice(0, 10)} ${status}`,
  );

describe("a body that is dissolved", () => {
  it("has no seat, no series and no session any more from that day on, before anything else ran", async () => {
    const secretary = await made("ended");
    mustBe(201, await event("ended", { kind: "dissolve", date: "2027-02-01", act: "Ple" }));
    const before = await statuses("ended");
    expect(before.slice(0, 3)).toEqual(["2026-12-04 planned", "2027-01-01 planned", "2027-02-05 cancelled"]);
    expect(
      before.filter((each: string) => each.slice(0, 10) >= "2027-02-01" && !each.endsWith("cancelled")),
    ).toEqual([]);
    const town = (await world.citizen.get(`${at}/sessions?from=2027-03-10&to=2027-03-10`)).body.items;
    expect(town.map(({ status }: Shown) => status)).toEqual(["cancelled"]);
    const feed = (await world.citizen.get(`${at}/bodies/ended/calendar.ics`)).body;
    expect(feed).toMatch(/STATUS:CANCELLED/);
    expect((await page("ended", "2027-02-01")).seats).toEqual([]);
    expect((await page("ended", "2027-01-31")).seats).toHaveLength(1);
    const series = async () => (await world.citizen.get(`${at}/bodies/ended/series/ordinaries`)).body;
    expect(await series()).toMatchObject({ status: "active", stoppedOn: "2027-02-01" });

    const late = aSession({ start: "2027-04-01T19:00:00" });
    expect((await secretary.post(`${at}/bodies/ended/sessions`, late)).body.code).toBe("wrong-state");
    const { id } = (await world.citizen.get(`${at}/bodies/ended/sessions?from=2027-01-01&limit=1`)).body
      .items[0];
    expect((await secretary.patch(`${at}/sessions/${id}`, { start: "2027-02-03T18:30:00" })).body.code).toBe(
      "wrong-state",
    );
  });

  it("has it all written the same once the tick has run, and twice is as once", async () => {
    const shown = await statuses("ended");
    const one = async () =>
      (await world.citizen.get(`${at}/sessions/ended-ordinaries-2027-02-05`)).body as Shown;
    const promised = await one();
    await world.clockTo("2026-11-22T09:20:00Z");
    expect(await statuses("ended")).toEqual(shown);
    // What was shown before is what was written: the same version, and people's calendars learn of it.
    expect(await one()).toEqual({ ...promised, reason: { ca: "Ple" } });
    expect(promised).toMatchObject({ status: "cancelled", version: 2, sequence: 1 });
    const feed = (await world.citizen.get(`${at}/bodies/ended/calendar.ics`)).body as string;
    expect(feed.match(/STATUS:CANCELLED/g)).toHaveLength(11);
    expect((await page("ended", "2027-01-31")).seats).toHaveLength(1);
    await world.clockTo("2027-02-02T09:00:00Z");
    expect((await page("ended")).series[0].status).toBe("stopped");
    expect((await page("ended")).seats).toEqual([]);
    expect((await page("ended", "2027-01-31")).seats).toHaveLength(1);
    expect(await statuses("ended")).toHaveLength(shown.length);
  });

  it("takes its relations with it, and keeps its page", async () => {
    await made("parent");
    await make("child");
    mustBe(
      201,
      await operator.post(`${at}/bodies/child/relations`, {
        kind: "part-of",
        to: { type: "body", id: "parent" },
      }),
    );
    mustBe(201, await event("parent", { kind: "dissolve", date: "2027-01-15" }));
    expect((await page("child")).relations).toEqual([]);
    expect((await page("child", "2026-12-01")).relations.map(({ inForce }: Shown) => inForce)).toEqual([
      "not-known",
    ]);
    expect((await page("child", "2027-02-02")).relations).toEqual([]);
    expect((await page("parent")).id).toBe("parent");
  });
});
