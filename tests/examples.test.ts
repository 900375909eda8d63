import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { loadExamples } from "../lib/local/load-examples.ts";
import { dumpOf, rowsOf } from "./support/dump.ts";
import { mustBe, newWorld } from "./support/world.ts";
import type { Client, Shown, World } from "./support/world.ts";

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
  await loadInto(world);
  return world;
}

async function loadInto({ machine, citizen }: World): Promise<void> {
  const { body } = await citizen.post("/local/tokens", { role: "operator" });
  await loadExamples({ url: machine.url, token: body.token, now: machine.clock.now() });
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

  it("has the bodies of every document, and shows those of that day", async () => {
    const towns = ["casamassima", "manresa", "lleida", "son-servera", "superilles"];
    const counts = (query: string) =>
      Promise.all(
        towns.map(
          async (town) =>
            (await world.citizen.get(`/v1/municipalities/${town}/bodies${query}`)).body.items.length,
        ),
      );
    expect(await counts("?at=ever")).toEqual([5, 6, 14, 0, 0]);
    // Manresa's new council is still to come, and both that it unites act
    expect(await counts("")).toEqual([5, 5, 14, 0, 0]);
    expect(await counts("?at=2026-11-22")).toEqual([5, 4, 14, 0, 0]);
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

describe("whoever goes on with the examples", () => {
  let world: World;
  let operator: Client;
  beforeAll(async () => {
    world = await worldWithExamples("2026-11-22T09:00:00Z");
    operator = await world.as({ role: "operator" });
  });
  afterAll(() => world.close());
  const manresa = "/v1/municipalities/manresa";
  const superilles = "/v1/municipalities/superilles";
  const see = async (path: string): Promise<Shown> => mustBe(200, await world.citizen.get(path)).body;
  const idsIn = async (path: string) => (await see(path))["items"].map(({ id }: Shown) => id);
  const relationsOf = async (path: string) =>
    (await see(path))["relations"].map(({ kind, to }: Shown) =>
      [kind, to.id, to.element].filter(Boolean).join(" "),
    );

  const dump = async () => dumpOf(await rowsOf(inject("endpoint"), world.tableName));

  it("changes nothing by taking them in again, at once or when no key is remembered any more", async () => {
    for (const later of ["2026-11-22T09:00:00Z", "2026-11-24T09:00:00Z"]) {
      await world.clockTo(later);
      const before = await dump();
      await loadInto(world);
      expect(await dump()).toEqual(before);
    }
  });

  it("finds a commission of Manresa by its challenge and under both of its parents", async () => {
    const council = "consell-accio-inclusio-social";
    const id = "comissio-habitatge";
    mustBe(
      201,
      await operator.post(`${manresa}/bodies`, { id, name: "Habitatge", kind: "working-commission" }),
    );
    for (const relation of [
      { kind: "part-of", to: { type: "body", id: council } },
      { kind: "hangs-from", to: { type: "challenge", id: "observatori-social" } },
    ])
      mustBe(201, await operator.post(`${manresa}/bodies/${id}/relations`, relation));

    expect(await idsIn(`${manresa}/bodies?challenge=observatori-social`)).toEqual([id]);
    expect(await idsIn(`${manresa}/bodies?challenge=promocio-autonomia`)).toEqual([]);
    expect(await relationsOf(`${manresa}/bodies/${id}`)).toEqual([
      "hangs-from observatori-social",
      `part-of ${council}`,
    ]);
    expect(await relationsOf(`${manresa}/bodies/${council}`)).toContain(`of-part-of ${id}`);
  });

  it("makes one governing council for each superilla, found by territory and linked to the second line", async () => {
    const territories = ["nord", "centre", "sud"];
    for (const id of territories)
      mustBe(
        201,
        await operator.post(`${superilles}/territories`, { id, name: `la ${id}`, kind: "superilla" }),
      );
    const template = "consell-govern-superilla";
    mustBe(201, await operator.post(`${superilles}/body-templates/${template}/instances`, { territories }));

    for (const territory of territories) {
      const id = `${template}-${territory}`;
      expect(await idsIn(`${superilles}/bodies?territory=${territory}`)).toEqual([id]);
      const body = await see(`${superilles}/bodies/${id}`);
      expect(body).toMatchObject({ kind: "governing-council", template, territory });
      expect(body["name"].ca).toBe(`Consell de govern de superilla social: la ${territory}`);
      expect(await relationsOf(`${superilles}/bodies/${id}`)).toEqual([
        "created-by serveis-socials-basics linia-2",
      ]);
    }
  });
});
