import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aLayer, aSeries, aSession, aTown } from "./support/builders.ts";
import { mustBe, newTownWithBody, newWorld } from "./support/world.ts";
import type { Shown, World } from "./support/world.ts";

let world: World;
beforeAll(async () => {
  world = await newWorld("2015-11-20T09:00:00Z");
  const operator = await world.as({ role: "operator" });
  mustBe(201, await operator.put("/v1/calendars/ES/2016", aLayer({ "2016-01-01": "Cap d'Any" })));
});
afterAll(() => world.close());

let towns = 0;
async function town(series: Record<string, unknown> = {}) {
  const place = await newTownWithBody(world, aTown({ id: `town-${++towns}` }));
  mustBe(201, await place.secretary.post(`${place.atBody}/series`, aSeries({ horizonMonths: 3, ...series })));
  const list = async (query = ""): Promise<Shown[]> =>
    mustBe(200, await world.citizen.get(`${place.at}/sessions?${query}`)).body.items;
  const session = (date: string) => `${place.at}/sessions/consell-ordinaries-${date}`;
  return { ...place, list, session };
}

describe("moving one session", () => {
  it("keeps its id and recurrence date, and leaves the next one where it was", async () => {
    const { secretary, session, list } = await town();
    const { body } = mustBe(
      200,
      await secretary.patch(session("2015-12-04"), { start: "2016-01-08T18:30:00" }),
    );
    expect([body.id, body.recurrenceDate, body.startUtc, body.sequence]).toEqual([
      "consell-ordinaries-2015-12-04",
      "2015-12-04",
      "2016-01-08T17:30:00Z",
      1,
    ]);
    expect((await list()).map(({ start }) => start)).toEqual([
      "2016-01-01T18:30:00",
      "2016-01-08T18:30:00",
      "2016-02-05T18:30:00",
    ]);
  });

  it("does not swallow the session that the rule gives for that month, however often it is generated again", async () => {
    const { secretary, session, atBody, list } = await town();
    mustBe(200, await secretary.patch(session("2015-12-04"), { start: "2016-01-08T18:30:00" }));
    mustBe(200, await secretary.patch(`${atBody}/series/ordinaries`, { place: "Sala" }));
    expect((await list()).map(({ recurrenceDate, place }) => [recurrenceDate, place?.name.ca])).toEqual([
      ["2016-01-01", "Sala"],
      ["2015-12-04", undefined],
      ["2016-02-05", "Sala"],
    ]);
  });

  it("takes its slots along", async () => {
    const slots = [
      { at: "18:30", duration: "PT30M", for: "Rodari" },
      { at: "19:00", duration: "PT30M", for: null },
    ];
    const { secretary, session } = await town({ slots });
    const { body } = await secretary.patch(session("2015-12-04"), { start: "2015-12-04T17:15:00" });
    expect(body.slots.map(({ at }: Shown) => at)).toEqual(["17:15", "17:45"]);
  });

  it("is refused into the hour that summer time leaves out", async () => {
    const { secretary, session } = await town();
    const { status, body } = await secretary.patch(session("2016-02-05"), { start: "2016-03-27T02:30:00" });
    expect([status, body.faults[0].path]).toEqual([400, "$.start"]);
  });

  it("changes nothing when nothing differs", async () => {
    const { secretary, session } = await town();
    const { body } = await secretary.patch(session("2015-12-04"), { start: "2015-12-04T18:30" });
    expect([body.version, body.sequence]).toEqual([1, 0]);
  });
});

describe("a session that falls on a holiday", () => {
  it.each([
    [{ decision: "keep" }, "2016-01-01T18:30:00", "planned"],
    [{ decision: "skip" }, "2016-01-01T18:30:00", "cancelled"],
    [{ decision: "move", start: "2016-01-04T18:30:00" }, "2016-01-04T18:30:00", "planned"],
  ])("is decided by %j", async (decision, start, status) => {
    const { secretary, session } = await town();
    const at = session("2016-01-01");
    expect((await secretary.get(at)).body.status).toBe("proposed");
    const { body } = mustBe(200, await secretary.post(`${at}/decision`, decision));
    expect([body.start, body.status, body.sequence]).toEqual([start, status, 1]);
    expect((await secretary.post(`${at}/decision`, { decision: "keep" })).body.code).toBe("wrong-state");
  });

  it("lapses at the end of its day when nobody decides", async () => {
    const late = await newWorld("2015-11-20T09:00:00Z");
    const operator = await late.as({ role: "operator" });
    mustBe(201, await operator.put("/v1/calendars/ES/2016", aLayer({ "2016-01-01": "Cap d'Any" })));
    const { secretary, at, atBody } = await newTownWithBody(late);
    mustBe(201, await secretary.post(`${atBody}/series`, aSeries({ horizonMonths: 2 })));
    const statuses = async () =>
      (await late.citizen.get(`${at}/sessions`)).body.items.map(({ status }: Shown) => status);
    await late.clockTo("2016-01-01T22:45:00Z");
    expect((await statuses()).slice(0, 2)).toEqual(["unrecorded", "proposed"]);
    await late.clockTo("2016-01-01T23:00:00Z");
    expect((await statuses()).slice(0, 2)).toEqual(["unrecorded", "lapsed"]);
    await late.close();
  });
});

describe("cancelling", () => {
  it("keeps the session with its reason, and can be taken back", async () => {
    const { secretary, session } = await town();
    const at = session("2015-12-04");
    const { body: cancelled } = mustBe(
      200,
      await secretary.post(`${at}/cancellation`, { reason: "Obres a la sala" }),
    );
    expect([cancelled.status, cancelled.reason, cancelled.sequence]).toEqual([
      "cancelled",
      { ca: "Obres a la sala" },
      1,
    ]);
    expect((await secretary.post(`${at}/cancellation`)).status).toBe(409);
    const { body: back } = mustBe(200, await secretary.post(`${at}/reinstatement`));
    expect([back.status, back.reason, back.sequence]).toEqual(["planned", null, 2]);
  });

  it("is not undone by generation", async () => {
    const { secretary, session, atBody, list } = await town();
    mustBe(200, await secretary.post(`${session("2015-12-04")}/cancellation`));
    mustBe(200, await secretary.patch(`${atBody}/series/ordinaries`, { title: "Sessió" }));
    expect((await list()).map(({ status }) => status)).toEqual(["cancelled", "proposed", "planned"]);
  });
});

describe("a session outside any series", () => {
  it("is named after its body and day, the second of a day with a number", async () => {
    const { secretary, atBody } = await town();
    const ids = [];
    for (let i = 0; i < 3; i++) ids.push((await secretary.post(`${atBody}/sessions`, aSession())).body.id);
    expect(ids).toEqual(["consell-2016-02-10", "consell-2016-02-10-2", "consell-2016-02-10-3"]);
  });

  it("of the past may be known by its month alone", async () => {
    const { secretary, atBody, list } = await town();
    mustBe(201, await secretary.post(`${atBody}/sessions`, aSession({ start: "2010-07", status: "held" })));
    expect(
      (await list("to=2010-12-31")).map(({ start, startUtc, status }) => [start, startUtc, status]),
    ).toEqual([["2010-07", null, "held"]]);
  });

  it("still to come cannot have been held", async () => {
    const { secretary, atBody } = await town();
    const { status, body } = await secretary.post(`${atBody}/sessions`, aSession({ status: "held" }));
    expect([status, body.faults[0].path]).toEqual([400, "$.status"]);
  });
});

describe("what is on record", () => {
  it("is given its day when that becomes known, but stays in the past", async () => {
    const { secretary, atBody, at } = await town();
    mustBe(201, await secretary.post(`${atBody}/sessions`, aSession({ start: "2010-07", status: "held" })));
    const path = `${at}/sessions/consell-2010-07`;
    expect((await secretary.patch(path, { start: "2030-07-01" })).status).toBe(400);
    expect(mustBe(200, await secretary.patch(path, { start: "2010-07-14" })).body.start).toBe("2010-07-14");
  });
});

describe("two secretaries at once", () => {
  it("each get their session of the same day", async () => {
    const { secretary, atBody } = await town();
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => secretary.post(`${atBody}/sessions`, aSession())),
    );
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`))).toEqual(
      new Set(["", "-2", "-3", "-4"].map((suffix) => `201 consell-2016-02-10${suffix}`)),
    );
  });
});

describe("lists", () => {
  it("are half-open in the town's zone: `to` as a date through its end, as a local time out", async () => {
    const { list } = await town();
    const count = async (query: string) => (await list(query)).length;
    expect(await count("from=2015-12-04&to=2015-12-04")).toBe(1);
    expect(await count("from=2015-12-04T18:30:00&to=2015-12-04T18:31:00")).toBe(1);
    expect(await count("from=2015-12-04T18:31:00&to=2015-12-04")).toBe(0);
    expect(await count("from=2015-12-04T18:00:00&to=2015-12-04T18:30:00")).toBe(0);
  });

  it("go on where the cursor says, and a cursor leads nowhere else", async () => {
    const { at, list } = await town();
    const all = (await list()).map(({ id }) => id);
    const paged = [];
    for (let cursor = ""; ;) {
      const { body } = await world.citizen.get(`${at}/sessions?limit=1${cursor && `&cursor=${cursor}`}`);
      paged.push(...body.items.map(({ id }: Shown) => id));
      if (body.cursor === null) break;
      cursor = body.cursor;
    }
    expect(paged).toEqual(all);
    const { body } = await world.citizen.get(`${at}/sessions?limit=1`);
    for (const query of [
      "cursor=~~",
      `cursor=${body.cursor}&from=2016-06-01`,
      "from=2016-02-01&to=2016-01-31",
    ])
      expect((await world.citizen.get(`${at}/sessions?${query}`)).status).toBe(400);
  });

  it("show a town's zone: a session in another zone stands where the town's clock has it", async () => {
    const { secretary, atBody, list } = await town();
    const abroad = aSession({ start: "2015-12-04T18:00:00", timeZone: "Atlantic/Canary" });
    mustBe(201, await secretary.post(`${atBody}/sessions`, abroad));
    expect((await list("from=2015-12-04T18:45:00&to=2015-12-04")).map(({ startUtc }) => startUtc)).toEqual([
      "2015-12-04T18:00:00Z",
    ]);
  });
});
