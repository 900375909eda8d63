import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { parseCivil } from "../lib/platform/civil.ts";
import { ours, theirs, type Comparison } from "./support/recurrence-oracle.ts";

const script = fileURLToPath(new URL("support/recurrence-oracle.ts", import.meta.url));
const rules = Number(process.env["CONVOCA_RULES"] ?? 200); // 10000 is the full run: two to three minutes
const timeout = 60_000 + rules * 60; // milliseconds

describe("random recurrences in Madrid, Rome and the Canaries until 2040, against rrule-temporal", () => {
  const runs = Object.entries({ UTC: 2015, "Europe/Madrid": 2016, "America/New_York": 2017 }).map(
    ([hostZone, seed]) => ({
      hostZone,
      comparison: compareOnHost(hostZone, seed),
    }),
  );

  it.each(runs)("agree on a host in $hostZone", { timeout }, async ({ hostZone, comparison }) => {
    const { differences, ...compared } = await comparison;
    expect(differences).toEqual([]);
    expect(compared).toMatchObject({ hostZone, rules });
    expect(compared.occurrences).toBeGreaterThan(rules * 15); // most rules give something to compare
  });
});

/** Where the oracle and the RFC part, and the random rules keep away. `recurrence.test.ts` has the rows for us. */
describe("rrule-temporal 2.2.7 is not followed", () => {
  it.each([
    [
      "plain weekdays beside ordinals of the year are lost",
      "FREQ=YEARLY;BYDAY=34SU,TH;COUNT=3",
      "2034-08-15T09:00:00",
      "2034-08-17",
      "2034-08-20",
    ],
    [
      "ordinals beside BYMONTHDAY count in the month",
      "FREQ=YEARLY;BYDAY=2SA;BYMONTHDAY=10;COUNT=3",
      "2026-01-01T09:00:00",
      "2026-01-10",
      "2026-01-10",
    ],
    [
      "a 53rd weekday that the year lacks comes in the next",
      "FREQ=YEARLY;BYDAY=53SU",
      "2027-12-07T09:00:00",
      "2028-12-31",
      "2028-01-02",
    ],
    [
      "a start that does not exist is moved an hour",
      "FREQ=WEEKLY;COUNT=3",
      "2018-03-25T02:30:00",
      "2018-04-01",
      "2018-03-25",
    ],
  ])("%s", (_, recurrence, start, our, their) => {
    const sample = { recurrence, start: parseCivil(start) ?? Number.NaN, zone: "Europe/Rome" };
    expect(ours(sample)[0]?.slice(0, 10)).toBe(our);
    expect(theirs(sample, "2040-12-31T23:59:59")[0]?.slice(0, 10)).toBe(their);
  });
});

async function compareOnHost(hostZone: string, seed: number): Promise<Comparison> {
  const run = promisify(execFile)(process.execPath, [script, String(seed), String(rules)], {
    env: { ...process.env, TZ: hostZone },
    maxBuffer: 64 * 1024 * 1024,
  });
  return JSON.parse((await run).stdout);
}
