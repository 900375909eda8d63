import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadExamples } from "../lib/local/load-examples.ts";
import { newWorld } from "./support/world.ts";
import type { World } from "./support/world.ts";

/** `cases.md`, Casamassima: the dates of both series by month, with the hour in UTC. */
const FRIDAYS = [
  "12-04",
  "01-01",
  "02-05",
  "03-04",
  "04-01",
  "05-06",
  "06-03",
  "07-01",
  "08-05",
  "09-02",
  "10-07",
  "11-04",
  "12-02",
];
const TUESDAYS = [
  "12-01",
  "01-05",
  "02-02",
  "03-01",
  "04-05",
  "05-03",
  "06-07",
  "07-05",
  "08-02",
  "09-06",
  "10-04",
  "11-01",
  "12-06",
];
const dated = (days: readonly string[]) => days.map((day, i) => `${i === 0 ? 2015 : 2016}-${day}`);
const isSummer = (date: string) => date >= "2016-03-27" && date < "2016-10-30";

async function worldWithExamples(now: string): Promise<World> {
  const world = await newWorld(now);
  const { body } = await world.citizen.post("/local/tokens", { role: "operator" });
  await loadExamples({ url: world.machine.url, token: body.token, now: Date.parse(now) });
  return world;
}

describe("the five towns, seen on 20 November 2015", () => {
  let world: World;
  beforeAll(async () => {
    world = await worldWithExamples("2015-11-20T09:00:00Z");
  });
  afterAll(() => world.close());
  const sessions = async (query: string) =>
    (await world.citizen.get(`/v1/municipalities/casamassima/sessions${query}`)).body.items;

  it("gives the 26 dates of Casamassima with their instants", async () => {
    const items = await sessions("?from=2015-12-01&to=2016-12-31");
    const expected = [
      ...dated(FRIDAYS).map((date) => [`${date}T18:30:00`, `${date}T${isSummer(date) ? 16 : 17}:30:00Z`]),
      ...dated(TUESDAYS).map((date) => [`${date}T11:00:00`, `${date}T${isSummer(date) ? "09" : 10}:00:00Z`]),
    ].toSorted(([a = ""], [b = ""]) => a.localeCompare(b));
    expect(items.map(({ start, startUtc }: Record<string, string>) => [start, startUtc])).toEqual(expected);
  });

  it("names both holidays and leaves the decision to the secretary", async () => {
    const items = await sessions("?from=2015-12-01&to=2016-12-31");
    const flagged = items.filter(({ holiday }: { holiday: unknown }) => holiday);
    expect(
      flagged.map((s: Record<string, unknown>) => [s["recurrenceDate"], s["status"], s["holiday"]]),
    ).toEqual([
      [
        "2016-01-01",
        "proposed",
        { date: "2016-01-01", name: { it: "Capodanno" }, area: "IT", confirmed: false },
      ],
      [
        "2016-11-01",
        "proposed",
        { date: "2016-11-01", name: { it: "Ognissanti" }, area: "IT", confirmed: false },
      ],
    ]);
  });

  it("has four contiguous slots on Tuesdays and none on Fridays, and says nothing that the source does not", async () => {
    for (const session of await sessions("?from=2015-12-01&to=2016-12-31")) {
      const isFriday = session.series === "primo-venerdi";
      expect(session.slots.map(({ at }: { at: string }) => at)).toEqual(
        isFriday ? [] : ["11:00", "11:30", "12:00", "12:30"],
      );
      expect(session.duration).toBe(isFriday ? null : "PT2H");
      expect(session.place).toEqual(isFriday ? { name: { it: "Aula consiliare" } } : null);
    }
  });

  it("keeps the two earlier sessions with what is known of them", async () => {
    const items = await sessions("?to=2015-11-30");
    expect(
      items.map((s: Record<string, unknown>) => [s["start"], s["startUtc"], s["place"], s["status"]]),
    ).toEqual([
      ["2015-09-08", null, null, "held"],
      ["2015-11-13", null, { name: { it: "Aula consiliare" } }, "held"],
    ]);
  });

  it("answers for a town without a body with empty lists", async () => {
    for (const list of ["bodies", "sessions"]) {
      const { status, body } = await world.citizen.get(`/v1/municipalities/son-servera/${list}`);
      expect([status, body]).toEqual([200, { items: [], cursor: null }]);
    }
  });

  it("has the bodies of every document", async () => {
    const counts = await Promise.all(
      ["casamassima", "manresa", "lleida", "son-servera", "superilles"].map(
        async (town) => (await world.citizen.get(`/v1/municipalities/${town}/bodies`)).body.items.length,
      ),
    );
    expect(counts).toEqual([5, 6, 14, 0, 1]);
  });

  it("finds Manresa's meeting of which only the month is known", async () => {
    const { body } = await world.citizen.get(
      "/v1/municipalities/manresa/sessions?from=2020-07-01&to=2020-07-31",
    );
    expect(body.items.map((s: Record<string, unknown>) => [s["start"], s["startUtc"]])).toEqual([
      ["2020-07", null],
    ]);
  });
});

describe("the same calendar taken in years later", () => {
  it("makes no noise: past days are closed as they are generated, and no timer waits for them", async () => {
    const world = await worldWithExamples("2026-11-22T09:00:00Z");
    const { body } = await world.citizen.get(
      "/v1/municipalities/casamassima/sessions?from=2015-12-01&to=2016-12-31",
    );
    const statuses = body.items.map(({ status, holiday }: Record<string, unknown>) => [
      Boolean(holiday),
      status,
    ]);
    expect(statuses).toHaveLength(26);
    expect(new Set(statuses.map(String))).toEqual(new Set(["false,unrecorded", "true,lapsed"]));
    await world.clockTo("2026-11-22T10:00:00Z");
    expect(world.lines.filter(({ tick }) => tick === "close")).toEqual([]);
    await world.close();
  });
});
