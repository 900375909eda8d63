import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aLayer, aSeries, aTown } from "./support/builders.ts";
import { mustBe, newTownWithBody, newWorld } from "./support/world.ts";
import type { Shown, World } from "./support/world.ts";

/** What edits, months later, have to have left right. Each test has a town and a clock of its own. */
let worlds: World[] = [];
beforeAll(() => {
  worlds = [];
});
afterAll(async () => {
  await Promise.all(worlds.map((world) => world.close()));
});

async function town(series: Record<string, unknown>, holidays: Record<string, string> = {}) {
  const world = await newWorld("2015-11-20T09:00:00Z");
  worlds.push(world);
  const operator = await world.as({ role: "operator" });
  if (Object.keys(holidays).length > 0)
    mustBe(201, await operator.put("/v1/calendars/ES/2016", aLayer(holidays)));
  const { secretary, at, atBody } = await newTownWithBody(world, aTown());
  mustBe(201, await secretary.post(`${atBody}/series`, aSeries(series)));
  const list = async (query = ""): Promise<Shown[]> =>
    mustBe(200, await world.citizen.get(`${at}/sessions?limit=200${query}`)).body.items;
  const edit = async (patch: Record<string, unknown>, query = "") =>
    mustBe(200, await secretary.patch(`${atBody}/series/ordinaries${query}`, patch));
  return { world, operator, secretary, at, atBody, list, edit };
}
const dates = (items: readonly Shown[]) => items.map(({ recurrenceDate }) => recurrenceDate);

describe("an edit", () => {
  it("from a date beyond the horizon leaves no hole before it", async () => {
    const { world, edit, list } = await town({ horizonMonths: 3 });
    await edit({ title: "Nova etapa" }, "?from=2016-06-01");
    await world.clockTo("2016-05-20T09:00:00Z");
    expect(
      (await list("&from=2016-03-01&to=2016-08-31")).map((s) => [s["recurrenceDate"], s["title"].ca]),
    ).toEqual([
      ["2016-03-04", "Sessió ordinària"],
      ["2016-04-01", "Sessió ordinària"],
      ["2016-05-06", "Sessió ordinària"],
      ["2016-06-03", "Nova etapa"],
      ["2016-07-01", "Nova etapa"],
      ["2016-08-05", "Nova etapa"],
    ]);
  });

  it("generates nothing before the series begins", async () => {
    const { edit, list } = await town({ horizonMonths: 6, generateFrom: "2016-04-01" });
    await edit({ title: "Sessió" });
    expect(dates(await list())).toEqual(["2016-04-01", "2016-05-06"]);
  });

  it("of the rule keeps the hours of every segment, and the sessions before the last one", async () => {
    const { edit, list } = await town({ horizonMonths: 4 });
    await edit({ start: "2016-02-05T20:00:00" }, "?from=2016-02-01");
    await edit({ recurrence: "FREQ=MONTHLY;BYDAY=2FR" });
    expect((await list()).map(({ start }) => start)).toEqual([
      "2015-12-11T18:30:00",
      "2016-01-08T18:30:00",
      "2016-02-12T20:00:00",
      "2016-03-11T20:00:00",
    ]);
  });

  it("to a rule that ends by COUNT asks where to begin to count", async () => {
    const { secretary, atBody } = await town({ horizonMonths: 4 });
    const path = `${atBody}/series/ordinaries?from=2016-02-01`;
    const answer = await secretary.patch(path, { recurrence: "FREQ=MONTHLY;BYDAY=2FR;COUNT=2" });
    expect([answer.status, answer.body.faults[0].path]).toEqual([400, "$.start"]);
  });

  it("that shortens the horizon takes away what stands beyond it", async () => {
    const { edit, list } = await town({ horizonMonths: 6 });
    await edit({ horizonMonths: 2 });
    expect(dates(await list())).toEqual(["2015-12-04", "2016-01-01"]);
  });

  it("that says nothing new changes nothing", async () => {
    const { edit } = await town({ horizonMonths: 2 });
    expect((await edit({ title: "Sessió ordinària" })).body.version).toBe(1);
  });
});

describe("a session that its series takes away and brings back", () => {
  it("goes on counting, so that nobody takes the new one for the old", async () => {
    const { world, edit, list, at } = await town({ horizonMonths: 1 });
    const path = `${at}/sessions/consell-ordinaries-2015-12-04`;
    const { headers } = await world.citizen.get(path);
    await edit({ exceptDates: ["2015-12-04"] });
    expect((await world.citizen.get(path)).status).toBe(404);
    await edit({ exceptDates: [], start: "2015-12-04T20:00:00" });
    expect((await list()).map(({ version, sequence }) => [version, sequence])).toEqual([[3, 2]]);
    const again = await world.citizen.get(path, { "if-none-match": headers.get("etag") ?? "" });
    expect([again.status, again.body.start]).toEqual([200, "2015-12-04T20:00:00"]);
  });
});

describe("an extra date", () => {
  it("comes also in a closure, since it was asked for by name", async () => {
    const closures = [{ from: "01-01", to: "01-31" }];
    const { list } = await town({ horizonMonths: 2, closures, extraDates: ["2016-01-15"] });
    expect(dates(await list())).toEqual(["2015-12-04", "2016-01-15"]);
  });
});

describe("a holiday declared at the last moment", () => {
  it("moves nothing into the past: the secretary decides", async () => {
    const { world, operator, list } = await town({ horizonMonths: 3, holidayPolicy: "previous-working-day" });
    await world.clockTo("2016-02-04T20:00:00Z");
    mustBe(
      201,
      await operator.put("/v1/calendars/ES/2016", aLayer({ "2016-02-04": "Dol", "2016-02-05": "Dol" })),
    );
    await world.clockTo("2016-02-04T20:10:00Z");
    const [session] = await list("&from=2016-02-01");
    expect([session?.["start"], session?.["status"]]).toEqual(["2016-02-05T18:30:00", "proposed"]);
  });

  it("twice within a second is seen twice", async () => {
    const { world, operator, list } = await town({ horizonMonths: 3 });
    const put = (days: Record<string, string>, version: number) =>
      operator.put("/v1/calendars/ES/2016", aLayer(days), version ? { "if-match": `"${version}"` } : {});
    mustBe(201, await put({ "2016-01-01": "Cap d'Any" }, 0));
    mustBe(200, await put({ "2016-02-05": "Festa" }, 1));
    await world.clockTo("2015-11-20T09:10:00Z");
    expect((await list()).map(({ holiday }) => holiday?.date)).toEqual([undefined, undefined, "2016-02-05"]);
  });
});

describe("who stores a layer", () => {
  it("is the operator, or the administrator of the town whose locality it is", async () => {
    const world = await newWorld();
    worlds.push(world);
    const operator = await world.as({ role: "operator" });
    mustBe(201, await operator.post("/v1/municipalities", aTown({ areas: ["ES", "ES-09", "ES-08113"] })));
    const administrator = await world.as({ role: "administrator", municipality: "vilanova" });
    const layer = aLayer({ "2016-08-30": "Festa Major" });
    expect((await administrator.put("/v1/calendars/ES-08113/2016", layer)).status).toBe(201);
    expect((await administrator.put("/v1/calendars/ES/2016", layer)).status).toBe(403);
    expect((await administrator.patch("/v1/municipalities/vilanova", { areas: ["IT", "ES"] })).status).toBe(
      403,
    );
  });
});
