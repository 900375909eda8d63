import { describe, expect, it } from "vitest";
import {
  addMonths,
  civilDate,
  dayOf,
  dayOfCivil,
  daysInMonth,
  firstOfMonth,
  formatCivil,
  formatDate,
  formatDuration,
  parseCivil,
  parseDate,
  parseDuration,
  secondOfDay,
  weekday,
} from "../lib/platform/civil.ts";

describe("days", () => {
  it("agree with Date from 1600 to 2400, both ways", () => {
    const wrong: number[] = [];
    for (let day = dayOf(1600, 1, 1); day < dayOf(2400, 1, 1); day += 1) {
      const date = new Date(day * 86_400_000);
      const { year, month, dayOfMonth } = civilDate(day);
      const agrees =
        year === date.getUTCFullYear() &&
        month === date.getUTCMonth() + 1 &&
        dayOfMonth === date.getUTCDate() &&
        weekday(day) === (date.getUTCDay() + 6) % 7;
      if (!agrees || dayOf(year, month, dayOfMonth) !== day) wrong.push(day);
    }
    expect(wrong).toEqual([]);
  });

  it.each([
    [2015, 28],
    [2016, 29],
    [1900, 28],
    [2000, 29],
  ])("February %i has %i", (year, days) => {
    expect(daysInMonth(year, 2)).toBe(days);
    expect(dayOf(year, 3, 1) - dayOf(year, 2, 1)).toBe(days);
  });

  it.each([
    ["2016-01-31", 1, "2016-02-29"],
    ["2015-01-31", 1, "2015-02-28"],
    ["2016-02-29", 12, "2017-02-28"],
    ["2015-12-04", 1, "2016-01-04"],
    ["2015-01-15", -1, "2014-12-15"],
    ["2015-03-31", -25, "2013-02-28"],
  ])("%s and %i months is %s", (date, months, expected) => {
    expect(formatDate(addMonths(dayFrom(date), months))).toBe(expected);
  });

  it("know the first of their month", () => {
    expect(formatDate(firstOfMonth(dayFrom("2016-02-29")))).toBe("2016-02-01");
  });
});

describe("texts", () => {
  it.each(["0001-01-01", "1969-12-31", "1970-01-01", "2015-12-04", "2016-02-29", "9999-12-31"])(
    "%s",
    (text) => {
      expect(formatDate(dayFrom(text))).toBe(text);
      expect(formatCivil(parseCivil(`${text}T23:59:58`) ?? Number.NaN)).toBe(`${text}T23:59:58`);
    },
  );

  it.each([
    "2015-02-29",
    "2015-02-30",
    "2015-00-10",
    "2015-13-01",
    "2015-04-31",
    "2015-1-1",
    "15-01-01",
    "2015-01-01 ",
    "",
  ])("%j is not a date", (text) => {
    expect(parseDate(text)).toBeNull();
  });

  it("of a civil time may leave out the seconds", () => {
    expect(parseCivil("2015-12-04T18:30")).toBe(parseCivil("2015-12-04T18:30:00"));
  });

  it.each([
    "2015-02-30T18:30",
    "2015-12-04T24:00",
    "2015-12-04T18:60",
    "2015-12-04T18:30:60",
    "2015-12-04T18",
    "2015-12-04 18:30",
    "2015-12-04T18:30:00Z",
    "2015-12-04",
  ])("%s is not a civil time", (text) => {
    expect(parseCivil(text)).toBeNull();
  });

  it("split before 1970 as after", () => {
    const civil = parseCivil("1969-12-31T18:30") ?? Number.NaN;
    expect([dayOfCivil(civil), secondOfDay(civil)]).toEqual([-1, 66_600]);
  });
});

describe("durations", () => {
  it.each([
    ["PT1H30M", 5400],
    ["PT45M", 2700],
    ["P1D", 86_400],
    ["PT1H0M5S", 3605],
    ["P1DT2H", 93_600],
    ["PT5S", 5],
  ])("%s is %i seconds, and back", (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
    expect(formatDuration(seconds)).toBe(text);
  });

  it.each([
    ["P1W", "P7D"],
    ["PT90M", "PT1H30M"],
    ["PT24H", "P1D"],
    ["P1W1DT61S", "P8DT1M1S"],
  ])("%s is written %s", (text, expected) => {
    expect(formatDuration(parseDuration(text) ?? Number.NaN)).toBe(expected);
  });

  it.each([
    "",
    "P",
    "PT",
    "P1DT",
    "PT0S",
    "P0D",
    "-PT1H",
    "PT1.5H",
    "P1M",
    "P1Y",
    "PT1H5S",
    "1H",
    "PT1M1H",
    "pt1h",
  ])("%j is not one", (text) => {
    expect(parseDuration(text)).toBeNull();
  });
});

function dayFrom(date: string): number {
  const parsed = parseDate(date);
  if (parsed === null) throw new Error(`${date} is not a date`);
  return parsed;
}
