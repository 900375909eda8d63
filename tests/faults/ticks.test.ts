import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { runTick } from "../../lib/local/advance.ts";
import type { TickName } from "../../lib/local/functions.ts";
import { aSeries } from "../support/builders.ts";
import { startFaultyStore } from "../support/faulty-store.ts";
import { newLaboratory } from "../support/laboratory.ts";
import type { Laboratory } from "../support/laboratory.ts";
import { firstMorning, plannedTown } from "../support/planned-town.ts";
import type { PlannedTown } from "../support/planned-town.ts";
import { isFull, randomOf, sized } from "../support/random.ts";
import { mustBe } from "../support/world.ts";

const NOW = "2015-11-20T09:00:00Z";
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const names = ["extend-series", "apply-calendars", "close-sessions"] as const;

const laboratories: Laboratory[] = [];
afterAll(async () => {
  for (const laboratory of laboratories) await laboratory.close();
});

async function town(): Promise<{ laboratory: Laboratory; planned: PlannedTown }> {
  const laboratory = await newLaboratory({ now: NOW });
  laboratories.push(laboratory);
  return { laboratory, planned: await plannedTown(laboratory) };
}

const instant = (days: number): number => Date.parse(NOW) + days * DAY;
/** Runs one tick as scheduled then, whatever the clock says. */
const run = ({ machine }: Laboratory, name: TickName, scheduled: number) =>
  runTick(machine.functions, name, scheduled);
const sum = (reports: readonly { done: number }[]): number =>
  reports.reduce((all, { done }) => all + done, 0);
const times = <T>(n: number, what: () => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: n }, what));

/** The last day of the month so many months on. */
const endOfMonth = (now: number, months: number): string => {
  const date = new Date(now);
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0))
    .toISOString()
    .slice(0, 10);
};

/** A town whose ticks have not run for 50 days: sessions to close, months to generate, edits to look at again. */
async function behind(
  by: (laboratory: Laboratory, due: number) => Promise<void>,
  lateMilliseconds = 0,
): Promise<string[]> {
  const { laboratory, planned } = await town();
  await firstMorning(planned);
  while ((await run(laboratory, "apply-calendars", instant(0))).done > 0); // the calendars' first work fans out
  const due = instant(50);
  laboratory.machine.clock.set(due + lateMilliseconds);
  await by(laboratory, due);
  expect(await laboratory.faults()).toEqual([]);
  return laboratory.dump();
}
const onceEach = async (laboratory: Laboratory, due: number): Promise<void> => {
  for (const name of names) await run(laboratory, name, due);
};

const everyThird = async (laboratory: Laboratory, due: number): Promise<void> => {
  for (const name of names) for (let i = 0; i < 3; i++) await run(laboratory, name, due);
};
const outOfOrder = async (laboratory: Laboratory): Promise<void> => {
  for (const days of [30, 50, 10, 41])
    for (const name of names.toReversed()) await run(laboratory, name, instant(days));
};
const atOnce = (n: number) => async (laboratory: Laboratory, due: number) => {
  for (const name of names) {
    await times(n, () => run(laboratory, name, due));
    await run(laboratory, name, due); // as the schedule does after five minutes
  }
};
const late = 23 * HOUR;
const allOfThese = async (laboratory: Laboratory, due: number): Promise<void> => {
  await outOfOrder(laboratory);
  await everyThird(laboratory, due);
};
describe("a tick", () => {
  const ways: [string, (laboratory: Laboratory, due: number) => Promise<void>, number][] = isFull
    ? [
        ["three times", everyThird, 0],
        ["23 hours late", onceEach, late],
        ["out of order", outOfOrder, 0],
        ["twice at once", atOnce(2), 0],
        ["20 times at once", atOnce(20), 0],
      ]
    : [
        ["out of order, three times, 23 hours late", allOfThese, late],
        ["three times at once", atOnce(3), 0],
      ];

  let expected: string[];
  beforeAll(async () => {
    expected = await behind(onceEach);
  });
  it.each(ways)(
    "leaves the same table when it runs %s",
    { timeout: 300_000 },
    async (_, by, lateMilliseconds) => {
      expect(await behind(by, lateMilliseconds)).toEqual(expected);
    },
  );
});

describe("many generator runs for one series at once", () => {
  it("lose nothing, double nothing, and each month is done by one", { timeout: 300_000 }, async () => {
    const { laboratory, planned } = await town();
    const daily = { id: "diaries", start: "2015-12-04T18:30:00", recurrence: "FREQ=DAILY", horizonMonths: 1 };
    mustBe(201, await planned.operator.post(`${planned.atBody}/series`, aSeries(daily)));
    const days = sized(70, 400);
    laboratory.machine.clock.set(instant(days));
    const reports = await times(sized(8, 20), () => run(laboratory, "extend-series", instant(days)));
    await run(laboratory, "extend-series", instant(days));
    expect(sum(reports)).toBeLessThanOrEqual(1 + sized(2, 13)); // the look after creation, then every month since
    const dates = (await planned.sessions()).map(({ recurrenceDate }) => recurrenceDate);
    expect(dates).toEqual(await planned.dates(daily, "2015-12-04", endOfMonth(instant(days), 1)));
    await run(laboratory, "close-sessions", instant(days));
    expect(await laboratory.faults()).toEqual([]);
  });
});

describe("a generator run that is overtaken by others", () => {
  it("takes nothing away of what they made", { timeout: 300_000 }, async () => {
    const { laboratory, planned } = await town();
    // So dense that what the others made in the meantime is more than one commit could take away
    const daily = { id: "diaries", start: "2015-12-04T18:30:00", recurrence: "FREQ=DAILY", horizonMonths: 4 };
    mustBe(201, await planned.operator.post(`${planned.atBody}/series`, aSeries(daily)));
    const store = await startFaultyStore(inject("endpoint"), randomOf(1));
    const { tableName } = laboratory;
    const slow = await newLaboratory({ now: NOW, endpoint: store.endpoint, tableName });
    for (const { machine } of [slow, laboratory]) machine.clock.set(instant(100));

    const release = store.hold("GetItem"); // it has read its timer, and gets no further
    const overtaken = run(slow, "extend-series", instant(100));
    while (store.happened.calls < 5) await new Promise((done) => setTimeout(done, 5));
    await run(laboratory, "extend-series", instant(100));
    release();
    await overtaken;

    const dates = (await planned.sessions()).map(({ recurrenceDate }) => recurrenceDate);
    expect(dates).toEqual(await planned.dates(daily, "2015-12-04", endOfMonth(instant(100), 4)));
    await slow.close();
    await store.close();
  });
});

describe("a generator that stood still", () => {
  it.each([0, 1, 40, 400])("for %i days makes up for every occurrence", async (days) => {
    const { laboratory, planned } = await town();
    const friday = {
      id: "ordinaries",
      start: "2015-12-04T18:30:00",
      recurrence: "FREQ=WEEKLY;BYDAY=FR",
      horizonMonths: 2,
    };
    mustBe(201, await planned.operator.post(`${planned.atBody}/series`, aSeries(friday)));
    laboratory.machine.clock.set(instant(days));
    for (const name of names) await run(laboratory, name, instant(days));
    const today = new Date(instant(days)).toISOString().slice(0, 10);
    const end = endOfMonth(instant(days), 2);
    const sessions = await planned.sessions();
    expect(sessions.map(({ recurrenceDate }) => recurrenceDate)).toEqual(
      await planned.dates(friday, "2015-12-04", end),
    );
    const holidays = ["2016-01-01", "2016-05-06"];
    for (const { start, status } of sessions) {
      const date = start.slice(0, 10);
      const expected = holidays.includes(date) ? ["lapsed", "proposed"] : ["unrecorded", "planned"];
      expect(`${date} ${status}`).toBe(`${date} ${date < today ? expected[0] : expected[1]}`);
    }
    expect(await laboratory.faults()).toEqual([]);
  });
});
