import { afterAll, describe, expect, it } from "vitest";
import { newLaboratory } from "../support/laboratory.ts";
import type { Laboratory } from "../support/laboratory.ts";
import { firstMorning, plannedTown } from "../support/planned-town.ts";
import { sized } from "../support/random.ts";

const NOW = Date.parse("2015-11-20T09:00:00Z");
const HOURS_A_DAY = 24;
const HOUR = 3_600_000;

const laboratories: Laboratory[] = [];
afterAll(async () => {
  for (const laboratory of laboratories) await laboratory.close();
});

/** A town after so many days, when its clock goes on by so many hours at a time. */
async function after(days: number, hoursAStep: number): Promise<string[]> {
  const laboratory = await newLaboratory({ now: new Date(NOW).toISOString() });
  laboratories.push(laboratory);
  await firstMorning(await plannedTown(laboratory));
  for (let hours = 0; hours < days * HOURS_A_DAY;)
    await laboratory.machine.advance(NOW + (hours += hoursAStep) * HOUR);
  expect(await laboratory.faults()).toEqual([]);
  return laboratory.dump();
}

describe("the clock of this machine", () => {
  const year = 400;
  it.each([
    { days: year, hoursAStep: sized(5, 1) * HOURS_A_DAY },
    { days: sized(10, year), hoursAStep: 1 },
  ])(
    "gives the same after $days days in one step or by $hoursAStep hours",
    { timeout: 1_800_000 },
    async ({ days, hoursAStep }) => {
      const inOneStep = await after(days, days * HOURS_A_DAY);
      expect(inOneStep.length).toBeGreaterThan(days / 10);
      expect(await after(days, hoursAStep)).toEqual(inOneStep);
    },
  );
});
