import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aLayer, aSeries, aTown } from "./support/builders.ts";
import { mustBe, newTownWithBody, newWorld } from "./support/world.ts";
import type { Client, Shown, World } from "./support/world.ts";

let world: World;
beforeAll(async () => {
  world = await newWorld("2015-11-20T09:00:00Z");
});
afterAll(() => world.close());

let towns = 0;
/** A fresh town with one series, and what a test asks of it. */
async function town(series: Record<string, unknown> = {}, layers: readonly Record<string, string>[] = []) {
  const id = `town-${++towns}`;
  const area = `ES-${towns}`;
  const operator = await world.as({ role: "operator" });
  for (const days of layers) {
    const year = Object.keys(days)[0]?.slice(0, 4);
    mustBe(201, await operator.put(`/v1/calendars/${area}/${year}`, aLayer(days)));
  }
  const { secretary, at, atBody } = await newTownWithBody(world, aTown({ id, areas: [area] }));
  const { body: created } = mustBe(201, await secretary.post(`${atBody}/series`, aSeries(series)));
  return {
    secretary,
    operator,
    at,
    area,
    atSeries: `${atBody}/series/${created.id}`,
    list: listOf(world.citizen, at),
  };
}

const listOf =
  (client: Client, at: string) =>
  async (query = "") =>
    mustBe(200, await client.get(`${at}/sessions?limit=200${query}`)).body.items as Shown[];
const starts = (items: readonly Record<string, unknown>[]) => items.map(({ start }) => start);
const dates = (items: readonly Record<string, unknown>[]) =>
  items.map(({ recurrenceDate }) => recurrenceDate);

describe("a new series", () => {
  it("has its sessions up to the end of the horizon's month at once", async () => {
    const { list } = await town({ horizonMonths: 3 });
    expect(starts(await list())).toEqual([
      "2015-12-04T18:30:00",
      "2016-01-01T18:30:00",
      "2016-02-05T18:30:00",
    ]);
  });

  it("rests in August every year, on excepted dates, and comes on extra ones", async () => {
    const { list } = await town({
      closures: [{ from: "08-01", to: "08-31" }],
      exceptDates: ["2016-02-05"],
      extraDates: ["2016-02-12", "2016-02-19T10:00:00"],
    });
    const found = starts(await list("&from=2016-02-01&to=2016-09-30"));
    expect(found).toEqual([
      "2016-02-12T18:30:00",
      "2016-02-19T10:00:00",
      "2016-03-04T18:30:00",
      "2016-04-01T18:30:00",
      "2016-05-06T18:30:00",
      "2016-06-03T18:30:00",
      "2016-07-01T18:30:00",
      "2016-09-02T18:30:00",
    ]);
  });

  it.each([
    ["ask", ["2016-01-01T18:30:00", "proposed"]],
    ["keep", ["2016-01-01T18:30:00", "planned"]],
    ["skip", undefined],
    ["next-working-day", ["2016-01-04T18:30:00", "planned"]],
    ["previous-working-day", ["2015-12-31T18:30:00", "planned"]],
  ])("on a holiday, with the policy %s", async (holidayPolicy, expected) => {
    const { list } = await town({ holidayPolicy }, [{ "2016-01-01": "Cap d'Any" }]);
    const session = (await list()).find(({ recurrenceDate }) => recurrenceDate === "2016-01-01");
    expect(session && [session["start"], session["status"]]).toEqual(expected);
  });

  it("is made from its title when it brings no id, and a second one of the same id is refused", async () => {
    const { secretary, at } = await town({ id: undefined });
    const { body } = await secretary.get(`${at}/bodies/consell/series`);
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual(["sessio-ordinaria"]);
    const again = await secretary.post(`${at}/bodies/consell/series`, aSeries({ id: undefined }));
    expect([again.status, again.body.code]).toEqual([409, "already-exists"]);
  });

  it("may not claim session ids that another body's series has", async () => {
    const { operator, at } = await town();
    mustBe(201, await operator.post(`${at}/bodies`, { id: "a", name: "A", kind: "table" }));
    mustBe(201, await operator.post(`${at}/bodies`, { id: "a-b", name: "AB", kind: "table" }));
    mustBe(201, await operator.post(`${at}/bodies/a/series`, aSeries({ id: "b-c" })));
    expect((await operator.post(`${at}/bodies/a-b/series`, aSeries({ id: "c" }))).status).toBe(409);
    expect((await operator.post(`${at}/bodies/a/series`, aSeries({ id: "b" }))).status).toBe(409);
  });
});

describe("an edit of the whole series", () => {
  it("moves every session that no hand has touched, and counts its sequence up", async () => {
    const { secretary, atSeries, at, list } = await town({ horizonMonths: 3 });
    const [first] = await list();
    mustBe(200, await secretary.patch(`${at}/sessions/${first?.["id"]}`, { title: "Sessió constitutiva" }));
    mustBe(200, await secretary.patch(atSeries, { start: "2015-12-04T19:00:00", place: "Sala de plens" }));
    const after = await list();
    expect(after.map((s) => [s["start"], s["sequence"], s["place"]])).toEqual([
      ["2015-12-04T18:30:00", 1, null],
      ["2016-01-01T19:00:00", 1, { name: { ca: "Sala de plens" } }],
      ["2016-02-05T19:00:00", 1, { name: { ca: "Sala de plens" } }],
    ]);
  });

  it("takes away what the new rule does not give and adds what it does", async () => {
    const { secretary, atSeries, list } = await town({ horizonMonths: 2 });
    mustBe(200, await secretary.patch(atSeries, { recurrence: "FREQ=MONTHLY;BYDAY=2FR" }));
    expect(dates(await list())).toEqual(["2015-12-11", "2016-01-08"]);
  });

  it("brings a session back with a higher sequence than the one that was taken away", async () => {
    const { secretary, atSeries, list } = await town({ horizonMonths: 1 });
    mustBe(200, await secretary.patch(atSeries, { exceptDates: ["2015-12-04"] }));
    mustBe(200, await secretary.patch(atSeries, { exceptDates: [] }));
    expect((await list()).map(({ sequence }) => sequence)).toEqual([2]);
  });
});

describe("this and following", () => {
  it("changes the sessions from a date on, under the ids they had", async () => {
    const { secretary, atSeries, list } = await town({ horizonMonths: 4 });
    const before = await list();
    const path = `${atSeries}?from=2016-02-01`;
    mustBe(200, await secretary.patch(path, { start: "2015-12-04T20:00:00", title: "Sessió de vespre" }));
    const after = await list();
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect(starts(after)).toEqual([
      "2015-12-04T18:30:00",
      "2016-01-01T18:30:00",
      "2016-02-05T20:00:00",
      "2016-03-04T20:00:00",
    ]);
  });

  it("leaves the past as it was", async () => {
    const { secretary, atSeries } = await town();
    const { status, body } = await secretary.patch(`${atSeries}?from=2015-01-01`, { title: "x" });
    expect([status, body.faults[0].in, body.faults[0].path]).toEqual([400, "query", "$.from"]);
  });

  it("asks for the rule anew when the present one ends by COUNT and the start changes", async () => {
    const { secretary, atSeries } = await town({ recurrence: "FREQ=MONTHLY;BYDAY=1FR;COUNT=6" });
    const { status, body } = await secretary.patch(`${atSeries}?from=2016-02-01`, {
      start: "2016-02-05T20:00:00",
    });
    expect([status, body.faults[0].path]).toEqual([400, "$.recurrence"]);
  });
});

describe("pausing", () => {
  it("takes away what is to come, and resuming brings back what is still to come", async () => {
    const { secretary, atSeries, list } = await town({ horizonMonths: 2 });
    mustBe(200, await secretary.patch(atSeries, { status: "paused" }));
    expect(await list()).toEqual([]);
    mustBe(200, await secretary.patch(atSeries, { status: "active" }));
    expect(dates(await list())).toEqual(["2015-12-04", "2016-01-01"]);
  });
});

describe("a layer of calendar that changes", () => {
  it("flags what is planned, frees what is no longer a holiday, and moves nothing that was decided", async () => {
    const { secretary, operator, at, area, list } = await town({ horizonMonths: 4 }, [
      { "2016-01-01": "Cap d'Any" },
    ]);
    const [, , february] = await list();
    mustBe(200, await secretary.patch(`${at}/sessions/${february?.["id"]}`, { title: "Pressupost" }));
    const layer = aLayer({ "2016-02-05": "Festa local", "2016-03-04": "Festa nova" });
    mustBe(200, await operator.put(`/v1/calendars/${area}/2016`, layer, { "if-match": '"1"' }));
    await world.clockTo(new Date(world.machine.clock.now() + 600_000).toISOString());
    const after = (await list()).map((s) => [s["recurrenceDate"], s["status"], s["holiday"]?.["name"]]);
    expect(after).toEqual([
      ["2015-12-04", "planned", undefined],
      ["2016-01-01", "planned", undefined],
      ["2016-02-05", "planned", { ca: "Festa local" }],
      ["2016-03-04", "proposed", { ca: "Festa nova" }],
    ]);
  });
});
