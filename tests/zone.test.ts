import { describe, expect, it } from "vitest";
import { dayOf, formatCivil, formatDate, parseCivil, parseDate } from "../lib/platform/civil.ts";
import {
  civilOf,
  endOfDay,
  formatInstant,
  instantOf,
  isZone,
  latestShown,
  parseInstant,
  startOfDay,
} from "../lib/platform/zone.ts";

describe("zones", () => {
  it.each([
    "Europe/Madrid",
    "Atlantic/Canary",
    "Africa/Ceuta",
    "Europe/Kyiv",
    "Asia/Calcutta",
    "UTC",
    "Etc/GMT+1",
  ])("%s is one", (name) => {
    expect(isZone(name)).toBe(true);
  });

  it.each(["+01:00", "-03", "", "Europe/Nowhere", "europe/madrid", "Z", "constructor", "Europe/Madrid "])(
    "%j is not",
    (name) => {
      expect(isZone(name)).toBe(false);
    },
  );
});

describe("the instant of a civil time", () => {
  it.each([
    ["2015-12-04T18:30:00", "Europe/Madrid", "2015-12-04T17:30:00Z"],
    ["2015-07-04T18:30:00", "Europe/Madrid", "2015-07-04T16:30:00Z"],
    ["2015-07-04T18:30:00", "Atlantic/Canary", "2015-07-04T17:30:00Z"],
    ["2027-03-28T01:59:59", "Europe/Madrid", "2027-03-28T00:59:59Z"],
    ["2027-03-28T03:00:00", "Europe/Madrid", "2027-03-28T01:00:00Z"],
    ["2027-10-31T02:00:00", "Europe/Madrid", "2027-10-31T00:00:00Z"], // comes twice: the first
    ["2027-10-31T02:59:59", "Europe/Madrid", "2027-10-31T00:59:59Z"],
    ["2027-10-31T03:00:00", "Europe/Madrid", "2027-10-31T02:00:00Z"],
    ["2016-01-01T00:30:00", "Europe/Madrid", "2015-12-31T23:30:00Z"],
    ["2011-12-31T00:00:00", "Pacific/Apia", "2011-12-30T10:00:00Z"],
    ["2015-12-04T18:30:00", "UTC", "2015-12-04T18:30:00Z"],
  ])("%s in %s is %s", (civil, zone, instant) => {
    expect(formatInstant(instantOf(seconds(civil), zone) ?? Number.NaN)).toBe(instant);
    expect(formatCivil(civilOf(parseInstant(instant) ?? Number.NaN, zone))).toBe(civil);
  });

  it.each([
    ["2027-03-28T02:00:00", "Europe/Madrid"],
    ["2027-03-28T02:59:59", "Europe/Rome"],
    ["2027-03-28T01:30:00", "Atlantic/Canary"],
    ["2011-12-30T12:00:00", "Pacific/Apia"],
  ])("%s does not exist in %s", (civil, zone) => {
    expect(instantOf(seconds(civil), zone)).toBeNull();
  });

  it("is shown again as that time at the second of two instants", () => {
    expect(formatCivil(civilOf(Date.UTC(2027, 9, 31, 1, 30), "Europe/Madrid"))).toBe("2027-10-31T02:30:00");
  });

  it.each([
    ["2027-10-31T00:10:00Z", "2027-10-31T02:10:00"],
    ["2027-10-31T01:10:00Z", "2027-10-31T02:59:59"], // 02:10 again
    ["2027-10-31T02:10:00Z", "2027-10-31T03:10:00"],
    ["2027-03-28T01:10:00Z", "2027-03-28T03:10:00"],
  ])("by %s Madrid's clock has shown %s", (instant, civil) => {
    expect(formatCivil(latestShown(parseInstant(instant) ?? Number.NaN, "Europe/Madrid"))).toBe(civil);
  });

  it("refuses an unknown zone", () => {
    expect(() => instantOf(0, "Europe/Nowhere")).toThrow(RangeError);
  });
});

describe("what the clock shows", () => {
  // Ramadan moves Morocco's clock, Lord Howe's moves by half an hour, Tehran and Cairo changed their minds
  it.each([
    "Europe/Madrid",
    "Europe/Rome",
    "Atlantic/Canary",
    "Africa/Casablanca",
    "Australia/Lord_Howe",
    "Asia/Tehran",
    "Africa/Cairo",
  ])("in %s agrees with Intl from 1970 to 2040", (zone) => {
    const clock = new Intl.DateTimeFormat("sv-SE", {
      timeZone: zone,
      dateStyle: "short",
      timeStyle: "medium",
    });
    const wrong: string[] = [];
    for (let instant = 0; instant < Date.UTC(2040, 0); instant += 29 * 3_600_000) {
      const agrees = formatCivil(civilOf(instant, zone)) === clock.format(instant).replace(" ", "T");
      if (!agrees) wrong.push(formatInstant(instant));
    }
    expect(wrong).toEqual([]);
  });
});

describe("a local day", () => {
  it.each([
    ["2015-12-04", "Europe/Madrid", "2015-12-03T23:00:00Z", "2015-12-04T23:00:00Z"],
    ["2027-03-28", "Europe/Madrid", "2027-03-27T23:00:00Z", "2027-03-28T22:00:00Z"], // 23 hours
    ["2027-10-31", "Europe/Madrid", "2027-10-30T22:00:00Z", "2027-10-31T23:00:00Z"], // 25 hours
    ["2018-11-04", "America/Sao_Paulo", "2018-11-04T03:00:00Z", "2018-11-05T02:00:00Z"], // no midnight
    ["2018-02-18", "America/Sao_Paulo", "2018-02-18T03:00:00Z", "2018-02-19T03:00:00Z"], // 23:00 comes twice the day before
    ["2026-10-25", "Atlantic/Azores", "2026-10-25T00:00:00Z", "2026-10-26T01:00:00Z"], // midnight comes twice
    ["2011-12-30", "Pacific/Apia", "2011-12-30T10:00:00Z", "2011-12-30T10:00:00Z"], // never was
  ])("%s in %s lasts from %s to %s", (date, zone, start, end) => {
    const day = parseDate(date) ?? Number.NaN;
    expect([startOfDay(day, zone), endOfDay(day, zone)].map(formatInstant)).toEqual([start, end]);
  });

  it("has 24 hours but twice a year", () => {
    const others = Array.from({ length: 365 }, (_, index) => dayOf(2027, 1, 1) + index)
      .map((day) => [
        formatDate(day),
        (endOfDay(day, "Europe/Rome") - startOfDay(day, "Europe/Rome")) / 3_600_000,
      ])
      .filter(([, hours]) => hours !== 24);
    expect(others).toEqual([
      ["2027-03-28", 23],
      ["2027-10-31", 25],
    ]);
  });
});

describe("the text of an instant", () => {
  it.each([
    ["2015-12-04T17:30:00Z", "2015-12-04T17:30:00Z"],
    ["2015-12-04T18:30:00+01:00", "2015-12-04T17:30:00Z"],
    ["2015-12-04T14:00:00-03:30", "2015-12-04T17:30:00Z"],
    ["2015-12-04t17:30:00.999z", "2015-12-04T17:30:00Z"],
    ["1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z"],
  ])("%s is %s", (text, expected) => {
    expect(formatInstant(parseInstant(text) ?? Number.NaN)).toBe(expected);
  });

  it("keeps milliseconds when read", () => {
    expect(parseInstant("2015-12-04T17:30:00.29Z")).toBe(Date.UTC(2015, 11, 4, 17, 30, 0, 290));
  });

  it.each([
    "2015-12-04T17:30:00",
    "2015-12-04T17:30Z",
    "2015-02-30T17:30:00Z",
    "2015-12-04",
    "2015-12-04T17:30:00+24:00",
    "2015-12-04T17:30:00+0100",
    "",
  ])("%j is none", (text) => {
    expect(parseInstant(text)).toBeNull();
  });
});

function seconds(civil: string): number {
  return parseCivil(civil) ?? Number.NaN;
}
