import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatDate, parseDate } from "../lib/platform/civil.ts";
import { holds } from "../lib/platform/validity.ts";
import type { Certainty, Valid } from "../lib/platform/validity.ts";

const valid = (from: string | null, until: string | null, recorded = "2026-11-22"): Valid => ({
  from,
  until,
  recorded,
});

describe("what holds on a day", () => {
  it.each<[what: string, of: Valid, day: string, is: Certainty]>([
    ["the day before it began", valid("2010-05-17", null), "2010-05-16", "no"],
    ["the day it began", valid("2010-05-17", null), "2010-05-17", "yes"],
    ["the day before it ended", valid("2010-05-17", "2020-11-19"), "2020-11-18", "yes"],
    ["the day it ended", valid("2010-05-17", "2020-11-19"), "2020-11-19", "no"],
    ["the year before the year it began", valid("2009", null), "2008-12-31", "no"],
    ["within the year it began", valid("2009", null), "2009-06-01", "not-known"],
    ["the last day of the year it began", valid("2009", null), "2009-12-31", "yes"],
    ["within the month it ended", valid("2009", "2020-07"), "2020-07-15", "not-known"],
    ["the day before the month it ended", valid("2009", "2020-07"), "2020-06-30", "yes"],
    ["after the month it ended", valid("2009", "2020-07"), "2020-08-01", "no"],
    ["no known beginning, before it was taken in", valid(null, null), "2026-11-21", "not-known"],
    ["no known beginning, from then on", valid(null, null), "2026-11-22", "yes"],
    ["no known beginning, before its end", valid(null, "2020-11-19"), "2020-11-18", "not-known"],
    ["no known beginning, after its end", valid(null, "2020-11-19"), "2020-11-19", "no"],
    ["both ends in one year, within it", valid("2009", "2009"), "2009-06-01", "not-known"],
    ["both ends in one year, after it", valid("2009", "2009"), "2010-01-01", "no"],
  ])("%s", (_, of, day, is) => {
    expect(holds(of, day)).toBe(is);
  });

  it("agrees with looking at every pair of days that the partial dates may mean", () => {
    const partial = fc
      .tuple(fc.integer({ min: 0, max: 800 }), fc.constantFrom(4, 7, 10))
      .map(([day, length]) => formatDate((parseDate("2009-01-01") ?? 0) + day).slice(0, length));
    fc.assert(
      fc.property(partial, partial, fc.integer({ min: -30, max: 1200 }), (from, until, offset) => {
        const day = formatDate((parseDate("2009-01-01") ?? 0) + offset);
        const at = parseDate(day) ?? 0;
        const begun = new Set(daysThatMayBe(from).map((begin) => begin <= at));
        const over = new Set(daysThatMayBe(until).map((end) => end <= at));
        const isNo = !begun.has(true) || !over.has(false);
        const isYes = !begun.has(false) && !over.has(true);
        expect(holds(valid(from, until), day)).toBe(isNo ? "no" : isYes ? "yes" : "not-known");
      }),
      { seed: 3, numRuns: 500 },
    );
  });
});

/** Found by walking the calendar, not by arithmetic. */
function daysThatMayBe(partial: string): number[] {
  const first = parseDate(`${partial}-01-01`.slice(0, 10)) ?? 0;
  const days = [];
  for (let day = first; formatDate(day).startsWith(partial); day++) days.push(day);
  return days;
}
