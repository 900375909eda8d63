import { describe, expect, it } from "vitest";
import { aSeries } from "../support/builders.ts";
import { newLaboratory } from "../support/laboratory.ts";
import type { Laboratory } from "../support/laboratory.ts";
import { plannedTown } from "../support/planned-town.ts";
import type { PlannedTown } from "../support/planned-town.ts";
import { isFull, randomOf, sized } from "../support/random.ts";
import type { Random } from "../support/random.ts";
import { later, SeriesLife } from "../support/series-life.ts";
import { mustBe } from "../support/world.ts";

const TOGETHER = 20; // lives that share a town and a clock
const BEGIN = "2015-11-20";

interface Life {
  readonly seed: number;
  readonly random: Random;
  readonly life: SeriesLife;
}

/** So many lives of series, seen together through the same days. */
async function lives(
  seeds: number,
  through: (all: readonly Life[], days: Days) => Promise<void>,
): Promise<void> {
  for (let first = 1; first <= seeds; first += TOGETHER) {
    const laboratory = await newLaboratory({ now: `${BEGIN}T09:00:00Z` });
    const town = await plannedTown(laboratory);
    const all: Life[] = [];
    for (let seed = first; seed < Math.min(first + TOGETHER, seeds + 1); seed++) {
      const random = randomOf(seed);
      all.push({ seed, random, life: await SeriesLife.begin(town, random, `s${seed}`, BEGIN) });
    }
    await through(all, daysOf(laboratory, town, all));
    await laboratory.close();
  }
}

interface Days {
  readonly today: () => string;
  /** Goes on by so many days, with every tick on its way. */
  readonly pass: (days: number) => Promise<void>;
  /** Which lives do not have their sessions, each once, and which rows are half-written. */
  readonly look: () => Promise<string[]>;
}

function daysOf(laboratory: Laboratory, town: PlannedTown, all: readonly Life[]): Days {
  let today = BEGIN;
  return {
    today: () => today,
    async pass(days) {
      today = later(today, days);
      await laboratory.clockTo(`${today}T09:00:00Z`);
    },
    async look() {
      const found = Map.groupBy(await town.sessions(), ({ series }) => series);
      const wrong: string[] = [];
      for (const { seed, life } of all) {
        const ids = (found.get(life.id) ?? []).map(({ id }) => id);
        const expected = (await life.expected(today)).map((date) => `consell-${life.id}-${date}`);
        if (ids.join() === expected.join()) continue;
        const missing = expected.filter((id) => !ids.includes(id));
        const surplus = ids.filter((id) => !expected.includes(id));
        wrong.push(`seed ${seed} on ${today}: missing ${missing.join()}; surplus ${surplus.join()}`);
      }
      return [...wrong, ...(await laboratory.faults())];
    },
  };
}

const LONG = 1_800_000;

describe("a series that is edited again and again", () => {
  it("has each of its dates once", { timeout: LONG }, async () => {
    await lives(sized(4, 500), async (all, { today, pass, look }) => {
      for (const days of isFull ? [1, 20, 0, 45] : [20, 1]) {
        for (const { life, random } of all) if (random.chance(70)) await life.edit(today());
        expect(await look()).toEqual([]);
        await pass(days);
      }
      expect(await look()).toEqual([]);
    });
  });
});

describe("an edit that moves the end of the day of more sessions than one commit takes", () => {
  it("reaches them all, each with one timer", async () => {
    const laboratory = await newLaboratory({ now: `${BEGIN}T09:00:00Z` });
    const town = await plannedTown(laboratory);
    const { operator, atBody } = town;
    const daily = {
      start: "2015-12-04T22:30:00",
      duration: "PT1H",
      recurrence: "FREQ=DAILY",
      horizonMonths: 3,
    };
    mustBe(201, await operator.post(`${atBody}/series`, aSeries(daily)));
    mustBe(200, await operator.patch(`${atBody}/series/ordinaries`, { duration: "PT3H" }));
    const lengths = (await town.sessions()).map(({ duration }) => duration);
    expect(lengths.length).toBeGreaterThan(80);
    expect(new Set(lengths)).toEqual(new Set(["PT3H"]));
    expect(await laboratory.faults()).toEqual([]);
    await laboratory.close();
  });
});

describe("a pause of three months", () => {
  it(
    "is not made up for unless that is asked, and being asked twice changes nothing",
    { timeout: LONG },
    async () => {
      await lives(sized(8, 500), async (all, { today, pass, look }) => {
        await pass(1);
        for (const { life } of all) await life.pause(today());
        expect(await look()).toEqual([]);
        await pass(91);
        expect(await look()).toEqual([]);
        const madeUp = all.map(({ random }) => random.chance(50));
        for (const [i, { life }] of all.entries()) await life.resume(today(), madeUp[i] ?? false);
        expect(await look()).toEqual([]);
        for (const [i, { life }] of all.entries()) if (madeUp[i]) await life.backfillAgain(today());
        expect(await look()).toEqual([]);
        await pass(1);
        expect(await look()).toEqual([]);
      });
    },
  );

  it("stays left out when a later pause is made up for, once or twice", { timeout: LONG }, async () => {
    await lives(sized(2, 20), async (all, { today, pass, look }) => {
      for (const { life } of all) await life.pause(today());
      await pass(91);
      for (const { life } of all) await life.resume(today(), false);
      await pass(5);
      for (const { life } of all) await life.pause(today());
      await pass(30);
      for (const { life } of all) await life.resume(today(), true);
      expect(await look()).toEqual([]);
      for (const { life } of all) await life.backfillAgain(today());
      expect(await look()).toEqual([]);
    });
  });
});
