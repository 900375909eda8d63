import { describe, expect, it } from "vitest";
import { LayerInput } from "../lib/calendars/model.ts";
import { exampleLayers } from "../lib/local/examples/calendars.ts";
import { easterSunday } from "../lib/local/examples/easter.ts";
import { Area } from "../lib/municipalities/id-model.ts";
import { civilDate, formatDate, weekday } from "../lib/platform/civil.ts";

describe("Easter", () => {
  // 1818 and 2285 are the earliest, 1943 and 2038 the latest there can be; 1954, 1981 and 2049 need the correction
  it.each([
    "1818-03-22",
    "1943-04-25",
    "1954-04-18",
    "1981-04-19",
    "2000-04-23",
    "2015-04-05",
    "2016-03-27",
    "2020-04-12",
    "2024-03-31",
    "2025-04-20",
    "2026-04-05",
    "2027-03-28",
    "2028-04-16",
    "2038-04-25",
    "2049-04-18",
    "2285-03-22",
  ])("fell or falls on %s", (date) => expect(formatDate(easterSunday(Number(date.slice(0, 4))))).toBe(date));

  it("is a Sunday between 22 March and 25 April", () => {
    for (let year = 1583; year < 2200; year += 1) {
      const { month, dayOfMonth } = civilDate(easterSunday(year));
      expect([
        weekday(easterSunday(year)),
        month * 100 + dayOfMonth >= 322,
        month * 100 + dayOfMonth <= 425,
      ]).toEqual([6, true, true]);
    }
  });
});

describe("the calendar layers", () => {
  it("have their shape, and days of their own year in order", () => {
    for (const { area, year, layer } of exampleLayers) {
      expect(Area.safeParse(area).success).toBe(true);
      const { days } = LayerInput.parse(layer);
      const dates = days.map(({ date }) => date);
      expect(dates).toEqual([...new Set(dates)].toSorted());
      expect(days.every(({ date, kind }) => date.startsWith(`${year}-`) && kind === "national-holiday")).toBe(
        true,
      );
    }
  });

  it("are confirmed by nobody, and say so", () => {
    for (const { layer } of exampleLayers) {
      expect([layer.confirmed, ...layer.days.map((day) => day.confirmed ?? false)]).not.toContain(true);
      expect(layer.source).toContain("not checked against the bulletin");
    }
  });

  it("cover Italy 2015-2028 and Spain 2020-2028, and nothing smaller", () => {
    const italy = Array.from({ length: 14 }, (_, i) => `IT ${2015 + i}`);
    const spain = Array.from({ length: 9 }, (_, i) => `ES ${2020 + i}`);
    expect(exampleLayers.map(({ area, year }) => `${area} ${year}`)).toEqual([...italy, ...spain]);
  });

  it.each([
    ["IT", 2016, "2016-01-01", "Capodanno"],
    ["IT", 2016, "2016-03-28", "Lunedì dell'Angelo"],
    ["IT", 2016, "2016-11-01", "Ognissanti"],
    ["IT", 2025, "2025-10-04", undefined],
    ["IT", 2026, "2026-10-04", "San Francesco d'Assisi"],
    ["ES", 2027, "2027-03-26", { es: "Viernes Santo", ca: "Divendres Sant" }],
    ["ES", 2027, "2027-03-29", undefined],
  ])("%s %i has on %s %s", (area, year, date, name) => {
    const found = exampleLayers.find((one) => one.area === area && one.year === year);
    expect(found?.layer.days.find((day) => day.date === date)?.name).toEqual(name);
  });
});
