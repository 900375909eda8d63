import { describe, expect, it } from "vitest";
import { SECONDS_PER_DAY, formatCivil } from "../lib/platform/civil.ts";
import { occurrences } from "../lib/series/recurrence.ts";
import { civil, days, ruleOf } from "./support/recurrence-days.ts";
import { samples } from "./support/recurrence-rules.ts";

describe("the days of a rule", () => {
  it.each([
    [
      "a start that the rule does not give is not an occurrence",
      "2015-12-01",
      "FREQ=MONTHLY;BYDAY=1FR;COUNT=2",
      "2015-12-04 2016-01-01",
    ],
    [
      "a month without the day has no occurrence",
      "2015-10-31",
      "FREQ=MONTHLY;COUNT=3",
      "2015-10-31 2015-12-31 2016-01-31",
    ],
    ["29 February comes in leap years only", "2096-02-29", "FREQ=YEARLY;COUNT=2", "2096-02-29 2104-02-29"],
    [
      "YEARLY with BYMONTHDAY alone means every month",
      "2015-11-20",
      "FREQ=YEARLY;BYMONTHDAY=15;COUNT=2",
      "2015-12-15 2016-01-15",
    ],
    [
      "YEARLY with BYMONTH alone takes the day from the start",
      "2015-01-20",
      "FREQ=YEARLY;BYMONTH=3;COUNT=1",
      "2015-03-20",
    ],
    [
      "ordinals count in the month where a month is named",
      "2015-01-01",
      "FREQ=YEARLY;BYMONTH=3,9;BYDAY=-1FR;COUNT=2",
      "2015-03-27 2015-09-25",
    ],
    [
      "ordinals count in the year where none is",
      "2015-01-01",
      "FREQ=YEARLY;BYDAY=1MO,-1MO;COUNT=3",
      "2015-01-05 2015-12-28 2016-01-04",
    ],
    [
      "ordinals count in the year beside BYMONTHDAY too",
      "2020-08-29",
      "FREQ=YEARLY;BYDAY=20SA,-40SA;BYMONTHDAY=14,29;COUNT=2",
      "2022-05-14 2025-03-29",
    ],
    [
      "most years have no 53rd Sunday",
      "2027-12-07",
      "FREQ=YEARLY;BYDAY=53SU;COUNT=2",
      "2028-12-31 2034-12-31",
    ],
    [
      "plain weekdays and ordinals add up",
      "2034-08-15",
      "FREQ=YEARLY;BYDAY=34SU,TH;COUNT=3",
      "2034-08-17 2034-08-20 2034-08-24",
    ],
    [
      "BYSETPOS counts in the whole period, before the start too",
      "2015-12-15",
      "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1,3;COUNT=2",
      "2015-12-21 2016-01-04",
    ],
    [
      "BYSETPOS gives a day once, from whichever end",
      "2015-02-01",
      "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=4,-1;COUNT=2",
      "2015-02-23 2015-03-23",
    ],
    [
      "a week may lie in two months and still be one",
      "2015-12-28",
      "FREQ=WEEKLY;BYDAY=MO,FR;BYSETPOS=-1;COUNT=2",
      "2016-01-01 2016-01-08",
    ],
    [
      "BYMONTH cuts a week",
      "2015-12-28",
      "FREQ=WEEKLY;BYMONTH=1;BYDAY=MO,FR;COUNT=2",
      "2016-01-01 2016-01-04",
    ],
    [
      "INTERVAL passes over months that BYMONTH does not name",
      "2015-01-01",
      "FREQ=MONTHLY;INTERVAL=5;BYMONTH=6;COUNT=2",
      "2015-06-01 2020-06-01",
    ],
  ])("%s", (_, start, recurrence, expected) => {
    expect(days(recurrence, `${start}T18:30`).join(" ")).toBe(expected);
  });

  it.each([
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=DAILY;BYDAY=MO;BYSETPOS=2;COUNT=1",
  ])("%s ends, with nothing", (recurrence) => {
    expect(days(recurrence, "2015-01-01T18:30")).toEqual([]);
  });

  it("ends with the year 2199", () => {
    expect(days("FREQ=DAILY", "2199-12-29T18:30")).toEqual(["2199-12-29", "2199-12-30", "2199-12-31"]);
    expect(days("FREQ=WEEKLY;BYDAY=TU,WE", "2199-12-29T18:30")).toEqual(["2199-12-31"]);
    expect(days("FREQ=YEARLY;INTERVAL=999999", "2015-01-01T18:30")).toEqual(["2015-01-01"]);
  });
});

describe("the clock", () => {
  it.each([
    [
      "a time that does not exist is left out and not counted",
      "Europe/Madrid",
      "2027-03-27T02:30",
      "FREQ=DAILY;COUNT=2",
      "2027-03-27 2027-03-29",
    ],
    [
      "the end of the gap exists",
      "Europe/Madrid",
      "2027-03-27T03:00",
      "FREQ=DAILY;COUNT=2",
      "2027-03-27 2027-03-28",
    ],
    [
      "its beginning does not",
      "Europe/Madrid",
      "2027-03-27T02:00",
      "FREQ=DAILY;COUNT=2",
      "2027-03-27 2027-03-29",
    ],
    [
      "Canary's clock is an hour behind",
      "Atlantic/Canary",
      "2027-03-27T01:30",
      "FREQ=DAILY;COUNT=2",
      "2027-03-27 2027-03-29",
    ],
    [
      "a time that comes twice is one occurrence",
      "Europe/Rome",
      "2027-10-30T02:30",
      "FREQ=DAILY;COUNT=3",
      "2027-10-30 2027-10-31 2027-11-01",
    ],
    [
      "a start that does not exist is no occurrence",
      "Europe/Rome",
      "2018-03-25T02:30",
      "FREQ=WEEKLY;COUNT=1",
      "2018-04-01",
    ],
    [
      "BYSETPOS chooses among the times that exist",
      "Europe/Madrid",
      "2027-03-01T02:30",
      "FREQ=MONTHLY;BYDAY=SU;BYSETPOS=-1;COUNT=2",
      "2027-03-21 2027-04-25",
    ],
    [
      "Samoa had no 30 December 2011",
      "Pacific/Apia",
      "2011-12-29T18:30",
      "FREQ=DAILY;COUNT=2",
      "2011-12-29 2011-12-31",
    ],
  ])("%s", (_, zone, start, recurrence, expected) => {
    expect(days(recurrence, start, { zone }).join(" ")).toBe(expected);
  });

  it("keeps the wall time through the year", () => {
    const rule = ruleOf("FREQ=MONTHLY;COUNT=12");
    const found = [...occurrences(rule, civil("2027-01-10T18:30"), "Europe/Madrid")].map(formatCivil);
    expect(found.every((text) => text.endsWith("-10T18:30:00"))).toBe(true);
  });
});

describe("UNTIL is the last moment that counts", () => {
  it.each([
    ["a UTC time at the occurrence, in winter", "2015-12-30T18:30", "20151231T173000Z", "2015-12-31"],
    ["a second before it", "2015-12-30T18:30", "20151231T172959Z", "2015-12-30"],
    ["a UTC time at the occurrence, in summer", "2015-06-29T18:30", "20150630T163000Z", "2015-06-30"],
    ["a local time at the occurrence", "2015-06-29T18:30", "20150630T183000", "2015-06-30"],
    ["a second before it, local", "2015-06-29T18:30", "20150630T182959", "2015-06-29"],
    ["a date, through its end", "2015-06-29T23:59", "20150630", "2015-06-30"],
    [
      "the second 02:10 of an autumn night, when 02:30 has been",
      "2027-10-30T02:30",
      "20271031T011000Z",
      "2027-10-31",
    ],
    ["the first 02:10 of that night, when it has not", "2027-10-30T02:30", "20271031T001000Z", "2027-10-30"],
    ["before the start", "2015-06-29T18:30", "20150101", undefined],
  ])("%s", (_, start, until, last) => {
    expect(days(`FREQ=DAILY;UNTIL=${until}`, start).at(-1)).toBe(last);
  });
});

describe("from", () => {
  it("gives what the whole series has from there on", () => {
    const rows = [...samples(7).take(300)].map(({ recurrence, start, zone }, index) => {
      const from = start + (index % 50) * 61 * SECONDS_PER_DAY - (index % 3) * 1800;
      const whole = occurrences(ruleOf(recurrence), start, zone)
        .filter((found) => found >= from)
        .take(5)
        .toArray();
      return {
        recurrence,
        whole,
        jumped: occurrences(ruleOf(recurrence), start, zone, from).take(5).toArray(),
      };
    });
    expect(rows.filter(({ whole, jumped }) => jumped.join() !== whole.join())).toEqual([]);
    expect(rows.filter(({ whole }) => whole.length > 0).length).toBeGreaterThan(150);
  });

  it("does not move what COUNT counts", () => {
    expect(days("FREQ=DAILY;COUNT=3", "2015-01-01T18:30", { from: "2015-01-03T00:00" })).toEqual([
      "2015-01-03",
    ]);
  });

  it("may be before the start", () => {
    expect(days("FREQ=DAILY;COUNT=1", "2015-01-01T18:30", { from: "2014-01-01T00:00" })).toEqual([
      "2015-01-01",
    ]);
  });
});
