import { describe, expect, it } from "vitest";
import { parseRecurrence } from "../lib/series/recurrence.ts";

describe("the text of a recurrence", () => {
  it("is plain data once read", () => {
    const text =
      "FREQ=MONTHLY;INTERVAL=2;COUNT=9;BYDAY=FR,1FR,-1FR;BYMONTHDAY=1,-1;BYMONTH=3;BYSETPOS=-2;WKST=SU";
    expect(parseRecurrence(text)).toEqual({
      rule: {
        frequency: "MONTHLY",
        interval: 2,
        count: 9,
        until: null,
        byDay: [4, 11, -3],
        byMonthDay: [1, -1],
        byMonth: [3],
        bySetPos: [-2],
        weekStart: 6,
      },
    });
  });

  it("may come in lower case, with its name, in any order", () => {
    const expected = parseRecurrence("FREQ=WEEKLY;BYDAY=MO,TU");
    expect(parseRecurrence("rrule:byday=mo,tu;freq=weekly")).toEqual(expected);
  });

  it.each([
    ["20151231T173000Z", { utc: true, second: Date.UTC(2015, 11, 31, 17, 30) / 1000 }],
    ["20151231T173000", { utc: false, second: Date.UTC(2015, 11, 31, 17, 30) / 1000 }],
    ["20151231", { utc: false, second: Date.UTC(2015, 11, 31, 23, 59, 59) / 1000 }],
  ])("UNTIL=%s", (value, until) => {
    expect(parseRecurrence(`FREQ=DAILY;UNTIL=${value}`)).toMatchObject({ rule: { until } });
  });
});

describe("refused by name", () => {
  it.each([
    ["", ["an empty part is not part of a recurrence", "FREQ is missing"]],
    ["FREQ=DAILY;", ["an empty part is not part of a recurrence"]],
    ["FREQ=HOURLY", ["FREQ=HOURLY is not supported: FREQ takes DAILY, WEEKLY, MONTHLY, YEARLY"]],
    ["FREQ=DAILY;BYHOUR=18", ["BYHOUR is not supported: the hour is that of `start`"]],
    ["FREQ=YEARLY;BYWEEKNO=20", ["BYWEEKNO is not supported: say it with BYMONTH and BYDAY"]],
    ["FREQ=YEARLY;BYYEARDAY=200", ["BYYEARDAY is not supported: say it with BYMONTH and BYMONTHDAY"]],
    ["FREQ=DAILY;X-NAME=1", ["X-NAME is not part of a recurrence"]],
    ["FREQ=DAILY;CONSTRUCTOR=1", ["CONSTRUCTOR is not part of a recurrence"]],
    ["FREQ=DAILY;FREQ=DAILY", ["FREQ is given twice"]],
    ["FREQ=DAILY;COUNT=2;UNTIL=20151231", ["COUNT and UNTIL exclude each other"]],
    ["FREQ=DAILY;BYSETPOS=1", ["BYSETPOS needs BYDAY, BYMONTHDAY or BYMONTH to choose from"]],
    ["FREQ=WEEKLY;BYMONTHDAY=1", ["BYMONTHDAY has no meaning in a WEEKLY recurrence"]],
    ["FREQ=WEEKLY;BYDAY=MO,1TU", ["BYDAY takes no number before the weekday in a WEEKLY recurrence"]],
    ["FREQ=DAILY;BYDAY=-1MO", ["BYDAY takes no number before the weekday in a DAILY recurrence"]],
  ])("%s", (text, faults) => {
    expect(parseRecurrence(text)).toEqual({ faults });
  });

  it.each([
    "INTERVAL=0",
    "INTERVAL=-1",
    "INTERVAL=1.5",
    "INTERVAL=1000000",
    "COUNT=0",
    "COUNT=",
    "COUNT",
    "COUNT=1=1",
    "UNTIL=20150230",
    "UNTIL=20151231T240000Z",
    "UNTIL=2015-12-31",
    "BYDAY=0MO",
    "BYDAY=54MO",
    "BYDAY=XX",
    "BYDAY=MO,",
    "BYMONTHDAY=0",
    "BYMONTHDAY=32",
    "BYMONTHDAY=-32",
    "BYMONTH=0",
    "BYMONTH=13",
    "BYMONTH=-1",
    "BYSETPOS=0",
    "BYSETPOS=367",
    "BYSETPOS=+-1",
    "WKST=1",
  ])("%s", (part) => {
    const parsed = parseRecurrence(`FREQ=YEARLY;BYMONTH=1;${part}`.replace("BYMONTH=1;BYMONTH", "BYMONTH"));
    expect(parsed).toEqual({
      faults: [expect.stringMatching(`^${part.replace(/[+]/g, "[+]")} is not supported: `)],
    });
  });

  it("says all faults at once", () => {
    const parsed = parseRecurrence("FREQ=HOURLY;BYHOUR=1;COUNT=0;COUNT=1;BYMONTH=x");
    expect(parsed).toMatchObject({ faults: { length: 5 } });
  });
});
