import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runTick } from "../lib/local/advance.ts";
import { formatInstant } from "../lib/platform/zone.ts";
import { setTimer } from "../lib/platform/timers.ts";
import { aBody, aSeat, aSeries, aTown } from "./support/builders.ts";
import { sized } from "./support/random.ts";
import { mustBe, newTownWithBody, newWorld } from "./support/world.ts";
import type { Shown, World } from "./support/world.ts";

/** Capacity units as the store counts them (ReturnConsumedCapacity), taken from the line that every run logs. */
let world: World;
let town: Awaited<ReturnType<typeof newTownWithBody>>;
beforeAll(async () => {
  world = await newWorld();
  town = await newTownWithBody(world);
});
afterAll(() => world.close());

const unitsOfLast = (what: "readUnits" | "writeUnits"): number => Number(world.lines.at(-1)?.[what]);
const unitsOf = async (path: string): Promise<number> => {
  mustBe(200, await world.citizen.get(path));
  return unitsOfLast("readUnits");
};
const INDEX_ENTRIES = 2; // the body's timeline and the town's
const TIMERS = 2; // the end of its day, and the first look at its convocation, of which each sets the next
const ITEM = 2; // an item of at most a kilobyte, written in a transaction
const MANY = sized(2_000, 10_000);

describe("a generated session", () => {
  it("costs at most twice its item, its index entries and its timers, plus its share of one audit entry a commit", async () => {
    const { secretary, atBody } = town;
    mustBe(
      201,
      await secretary.post(`${atBody}/series`, aSeries({ id: "empty", start: "2020-12-04T18:30:00" })),
    );
    const withoutSessions = unitsOfLast("writeUnits");
    mustBe(201, await secretary.post(`${atBody}/series`, aSeries({ horizonMonths: 36 })));
    const sessions = 36;
    const audit = ITEM;
    const most = sessions * ITEM * (1 + INDEX_ENTRIES + TIMERS) + audit;
    expect(unitsOfLast("writeUnits") - withoutSessions).toBeLessThanOrEqual(most);
  });

  it("fits a kilobyte", async () => {
    const { body } = await world.citizen.get(`${town.at}/sessions?limit=1`);
    expect(JSON.stringify(body.items[0]).length).toBeLessThan(800);
  });

  it("is not written again by a repeated run", async () => {
    const { machine } = world;
    const later = machine.clock.now() + 300_000;
    await machine.advance(later);
    const again = await runTick(machine.functions, "extend-series", later);
    expect([again.done, unitsOfLast("writeUnits")]).toEqual([0, 0]);
  });
});

describe("a list", () => {
  it.each(["", "/bodies/consell"])(
    "of 25 upcoming sessions of M%s is one Query of at most 2.5 units",
    async (of) => {
      const { body } = await world.citizen.get(`${town.at}${of}/sessions?from=2015-12-01&limit=25`);
      expect(body.items).toHaveLength(25);
      expect(unitsOfLast("readUnits")).toBeLessThanOrEqual(2.5);
    },
  );
});

describe("the registry", () => {
  const bodies = `/v1/municipalities/manresa/bodies`;
  const pageUnits = (): Promise<number> => unitsOf(`${bodies}/consell-municipal-0`);

  it("lists 200 bodies with names as long as real ones for at most 4 units, in one answer", async () => {
    mustBe(201, await town.operator.post("/v1/municipalities", aTown({ id: "manresa", name: "Manresa" })));
    const kinds = ["council", "plenary", "working-commission", "local-network"];
    for (let i = 0; i < 200; i++)
      mustBe(
        201,
        await town.operator.post(bodies, {
          id: `consell-municipal-${i}`,
          name: `Consell Municipal de Serveis Socials ${i}`,
          kind: kinds[i % kinds.length],
          founded: { date: "2010-05-17", act: "Ple de la Corporació" },
        }),
      );
    const { body } = await world.citizen.get(`${bodies}?limit=200`);
    expect([body.items.length, body.cursor]).toEqual([200, null]);
    expect(unitsOfLast("readUnits")).toBeLessThanOrEqual(4);
  });

  it("shows a body's page for the same with a hundred seats that are over as with none", async () => {
    const seats = `${bodies}/consell-municipal-0/seats`;
    mustBe(201, await town.operator.post(seats, aSeat()));
    const without = await pageUnits();
    for (let i = 0; i < 100; i++)
      mustBe(201, await town.operator.post(seats, aSeat({ from: "2010", until: "2014-06-30" })));
    expect(await pageUnits()).toBe(without);
    expect((await world.citizen.get(`${bodies}/consell-municipal-0?at=2012-01-01`)).body.seats).toHaveLength(
      100,
    );
    expect(unitsOfLast("readUnits")).toBeGreaterThan(without);
  });

  it("costs no more beside fifty other towns", async () => {
    const paths = ["?limit=200", "/consell-municipal-0", "/consell-municipal-0/seats"].map(
      (path) => bodies + path,
    );
    const before: number[] = [];
    for (const path of paths) before.push(await unitsOf(path));
    for (let i = 0; i < 50; i++) {
      mustBe(201, await town.operator.post("/v1/municipalities", aTown({ id: `riba-${i}` })));
      mustBe(201, await town.operator.post(`/v1/municipalities/riba-${i}/bodies`, aBody()));
    }
    const after: number[] = [];
    for (const path of paths) after.push(await unitsOf(path));
    expect(after).toEqual(before);
  });
});

describe("a tick with nothing due", () => {
  it(`costs the same beside 10 and beside ${MANY} series and sessions`, async () => {
    const { machine } = world;
    const names = ["extend-series", "convene-sessions", "notify-members"] as const;
    await machine.advance(machine.clock.now());
    const units = async () => {
      const all: number[] = [];
      for (const name of names) {
        await runTick(machine.functions, name, machine.clock.now());
        all.push(unitsOfLast("readUnits"));
      }
      return all;
    };
    const few = await units();
    for (let i = 0; i < MANY; i += 50)
      await machine.table.transact(
        Array.from({ length: 50 }, (_, j) => {
          const due = formatInstant(machine.clock.now() + 86_400_000 * (i + j + 1));
          const series = { due, reference: ["vilanova", "consell", `series-${i + j}`], detail: {} };
          return [
            setTimer({ ...series, kind: "extend", detail: { revision: 0, from: "2017-01-01" } }),
            setTimer({ ...series, kind: "convene", reference: ["session", "vilanova", `s-${i + j}`] }),
          ];
        }).flat(),
      );
    expect(await units()).toEqual(few);
  });
});

describe("what a request logs", () => {
  it("is one line, with no id of a town, a body or a person in it", async () => {
    const before = world.lines.length;
    await town.secretary.get(`${town.at}/bodies/consell`);
    const lines: Shown[] = world.lines.slice(before);
    expect(lines).toHaveLength(1);
    expect(lines[0]?.["route"]).toBe("GET /v1/municipalities/{municipality}/bodies/{body}");
    expect(JSON.stringify(lines)).not.toMatch(/vilanova|consell|secretary/);
  });
});
