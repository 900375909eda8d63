import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { holidaysOf } from "../lib/calendars/holidays.ts";
import type { Holidays } from "../lib/calendars/holidays.ts";
import { timeLimit } from "../lib/law/notice.ts";
import { Notice } from "../lib/law/notice-model.ts";
import { dayOfCivil, formatDate, parseCivil, parseDate } from "../lib/platform/civil.ts";
import { civilOf, formatInstant, instantOf } from "../lib/platform/zone.ts";

const calendar = (dates: readonly string[], area = "ES"): Holidays =>
  holidaysOf([
    {
      area,
      year: 2022,
      confirmed: true,
      source: "BOE",
      version: 1,
      days: dates.map((date) => ({
        date,
        name: { es: "Festivo" },
        kind: "national-holiday" as const,
        source: null,
        confirmed: true,
      })),
    },
  ]);

const spain2022 = calendar(["2022-10-12", "2022-11-01", "2022-12-06", "2022-12-08", "2022-12-26"]);
const limitOf = (notice: object, start: string, holidays = spain2022, zone = "Europe/Madrid"): string =>
  formatInstant(timeLimit(Notice.parse(notice), { start: parseCivil(start) ?? 0, zone, holidays }).limit);

/** `law.md` 3: a session on Tuesday 22 November 2022 at 19:00, to the minute. */
const SESSION = "2022-11-22T19:00:00";
const two = { n: 2, unit: "working-days" } as const;

describe("the last lawful moment", () => {
  it.each([
    ["two clear working days", { ...two, clearDays: true }, "2022-11-17T22:59:59Z"],
    ["two working days, clear unless it is said otherwise", two, "2022-11-17T22:59:59Z"],
    ["48 natural hours", { n: 48, unit: "natural-hours" }, "2022-11-20T18:00:00Z"],
    ["48 working hours", { n: 48, unit: "working-hours" }, "2022-11-18T18:00:00Z"],
    ["two working days with the day of delivery", { ...two, countDeliveryDay: true }, "2022-11-18T22:59:59Z"],
    [
      "two working days with the day of the session",
      { ...two, countSessionDay: true },
      "2022-11-20T22:59:59Z",
    ],
    ["both days", { ...two, countDeliveryDay: true, countSessionDay: true }, "2022-11-21T22:59:59Z"],
    ["three natural days", { n: 3, unit: "natural-days" }, "2022-11-18T22:59:59Z"],
    ["24 natural hours", { n: 24, unit: "natural-hours" }, "2022-11-21T18:00:00Z"],
    ["no notice at all", { n: 0, unit: "natural-hours" }, "2022-11-22T18:00:00Z"],
    ["no day of notice", { n: 0, unit: "working-days" }, "2022-11-22T18:00:00Z"],
  ])("of %s", (_, notice, moment) => {
    expect(limitOf(notice, SESSION)).toBe(moment);
  });

  it("leaves holidays out, of the seat and of the residence alike (art. 30.6)", () => {
    const both = holidaysOf([
      ...[spain2022].flatMap(() => []),
      { area: "ES", year: 2022, confirmed: true, source: "BOE", version: 1, days: [] },
      {
        area: "ES-25120",
        year: 2022,
        confirmed: true,
        source: "BOP",
        version: 1,
        days: [
          { date: "2022-11-18", name: { ca: "Fira" }, kind: "local-holiday", source: null, confirmed: true },
        ],
      },
    ]);
    expect(limitOf(two, SESSION, both)).toBe("2022-11-16T22:59:59Z");
  });

  it("counts hours of the clock that pass: 48 natural hours over the change of time are 48 hours", () => {
    expect(limitOf({ n: 48, unit: "natural-hours" }, "2022-03-28T10:00:00")).toBe("2022-03-26T08:00:00Z");
    expect(limitOf({ n: 24, unit: "working-hours" }, "2022-03-28T10:00:00")).toBe("2022-03-25T09:00:00Z");
  });

  it("says how it was counted, day by day", () => {
    const { steps } = timeLimit(Notice.parse(two), {
      start: parseCivil("2022-11-03T10:00:00") ?? 0,
      zone: "Europe/Madrid",
      holidays: spain2022,
    });
    expect(steps.map(({ date, what, why, counted }) => [date, what, why, counted])).toEqual([
      ["2022-11-03", "session", "day-of-the-session", 0],
      ["2022-11-02", "counts", "working-day", 1],
      ["2022-11-01", "does-not-count", "holiday", 1],
      ["2022-10-31", "counts", "working-day", 2],
      ["2022-10-30", "limit", "day-of-delivery", 2],
    ]);
  });
});

/**
 * A walk over the calendar: the latest day on which a notice given at its end still leaves `n` days that count. It knows
 * nothing of the product but what a working day is, and counts forwards, from the notice to the session.
 */
function walkedDay(
  session: number,
  n: number,
  counts: (day: number) => boolean,
  ends: { delivery: boolean; session: boolean },
): number {
  for (let delivery = session; ; delivery--) {
    let counted = 0;
    for (let day = delivery; day <= session; day++) {
      const isEnd = (day === delivery && !ends.delivery) || (day === session && !ends.session);
      if (!isEnd && counts(day)) counted++;
    }
    if (counted >= n) return delivery;
  }
}

describe("1,000 random sessions and notices", () => {
  const day = fc.integer({ min: parseDate("2022-01-20") ?? 0, max: parseDate("2022-12-31") ?? 0 });
  const notice = fc.record({
    n: fc.integer({ min: 1, max: 12 }),
    unit: fc.constantFrom("working-days" as const, "natural-days" as const),
    countDeliveryDay: fc.boolean(),
    countSessionDay: fc.boolean(),
  });

  it("are counted as a walk from day to day counts them", () => {
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: 0, max: 86_399 }),
        notice,
        fc.array(day, { maxLength: 40 }),
        (session, second, asked, off) => {
          const holidays = calendar(off.map(formatDate));
          const start = session * 86_400 + second;
          fc.pre(instantOf(start, "Europe/Madrid") !== null);
          const found = timeLimit(Notice.parse(asked), { start, zone: "Europe/Madrid", holidays }).limit;
          const isWorking = (each: number): boolean =>
            ![5, 6].includes((((each + 3) % 7) + 7) % 7) && !off.includes(each);
          const walked = walkedDay(session, asked.n, asked.unit === "working-days" ? isWorking : () => true, {
            delivery: asked.countDeliveryDay,
            session: asked.countSessionDay,
          });
          const at = civilOf(found, "Europe/Madrid");
          const begin = instantOf(start, "Europe/Madrid") ?? 0;
          expect(found <= begin).toBe(true);
          expect(formatDate(dayOfCivil(at))).toBe(formatDate(walked));
          const next = civilOf(found + 1000, "Europe/Madrid");
          expect(found === begin || next === (walked + 1) * 86_400).toBe(true);
        },
      ),
      { seed: 22, numRuns: 1000 },
    );
  });

  it("in working hours leave exactly so many of them, counted by the minute", () => {
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: 0, max: 1439 }),
        fc.integer({ min: 1, max: 72 }),
        fc.array(day, { maxLength: 40 }),
        (session, minute, n, off) => {
          const holidays = calendar(off.map(formatDate));
          const start = session * 86_400 + minute * 60;
          const begin = instantOf(start, "Europe/Madrid");
          fc.pre(begin !== null);
          const { limit } = timeLimit(
            { n, unit: "working-hours" },
            { start, zone: "Europe/Madrid", holidays },
          );
          const isOff = (at: number): boolean => {
            const each = dayOfCivil(civilOf(at, "Europe/Madrid"));
            return [5, 6].includes((((each + 3) % 7) + 7) % 7) || off.includes(each);
          };
          let minutes = 0;
          for (let at = limit; at < (begin ?? 0); at += 60_000) if (!isOff(at)) minutes++;
          expect(minutes).toBe(n * 60);
          expect(isOff(limit)).toBe(false);
        },
      ),
      { seed: 23, numRuns: 150 },
    );
  });
});
