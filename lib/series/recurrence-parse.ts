/** The text of a recurrence, the RRULE of RFC 5545 3.3.10, and what of it we support. */
import { SECONDS_PER_DAY, parseCivil } from "../platform/civil.ts";

export type Frequency = "DAILY" | "WEEKLY" | "MONTHLY" | "YEARLY";

/** Plain data. An empty list means that the rule does not name the part. Weekdays are 0 = Monday ... 6 = Sunday. */
export type Recurrence = {
  readonly frequency: Frequency;
  readonly interval: number;
  readonly count: number | null;
  readonly until: Until | null;
  /** `7 * ordinal + weekday`, where ordinal 0 is every such weekday: 4 is FR, 11 is 1FR, -3 is -1FR. */
  readonly byDay: readonly number[];
  /** 1 to 31 from the month's first day, -1 to -31 from its last. */
  readonly byMonthDay: readonly number[];
  readonly byMonth: readonly number[];
  readonly bySetPos: readonly number[];
  readonly weekStart: number;
};

/** The last second that may still be an occurrence's: of UTC, or of the wall clock in the series' zone. */
export type Until = { readonly utc: boolean; readonly second: number };

/**
 * Reads a recurrence such as `FREQ=MONTHLY;BYDAY=1FR`, in any case, with or without `RRULE:`.
 * Answers the rule, or every fault of the text at once, each naming its part.
 */
export function parseRecurrence(text: string): { rule: Recurrence } | { faults: string[] } {
  const draft: Draft = {};
  const named = new Set<string>();
  const faults: string[] = [];
  for (const item of text
    .trim()
    .toUpperCase()
    .replace(/^RRULE:/, "")
    .split(";")) {
    const [name = "", value = "", ...rest] = item.split("=");
    const known = PARTS.get(name);
    const reason = UNSUPPORTED.get(name);
    if (reason !== undefined) faults.push(`${name} is not supported: ${reason}`);
    else if (known === undefined)
      faults.push(`${item === "" ? "an empty part" : name} is not part of a recurrence`);
    else if (named.has(name)) faults.push(`${name} is given twice`);
    else if (rest.length > 0 || !known.read(value, draft))
      faults.push(`${item} is not supported: ${name} takes ${known.takes}`);
    named.add(name);
  }
  faults.push(...conflicts(draft, named));
  const { frequency } = draft;
  if (faults.length > 0 || frequency === undefined) return { faults };
  return { rule: { ...DEFAULTS, ...draft, frequency } };
}

/** What the parts may not be to each other, by the RFC. */
function conflicts({ frequency, byDay = [] }: Draft, named: ReadonlySet<string>): string[] {
  const daysOrWeeks = frequency === "DAILY" || frequency === "WEEKLY";
  const faults: [boolean, string][] = [
    [!named.has("FREQ"), "FREQ is missing"],
    [named.has("COUNT") && named.has("UNTIL"), "COUNT and UNTIL exclude each other"],
    [frequency === "WEEKLY" && named.has("BYMONTHDAY"), "BYMONTHDAY has no meaning in a WEEKLY recurrence"],
    [
      daysOrWeeks && byDay.some((code) => code < 0 || code > 6),
      `BYDAY takes no number before the weekday in a ${frequency} recurrence`,
    ],
    [
      named.has("BYSETPOS") && !["BYDAY", "BYMONTHDAY", "BYMONTH"].some((name) => named.has(name)),
      "BYSETPOS needs BYDAY, BYMONTHDAY or BYMONTH to choose from",
    ],
  ];
  return faults.flatMap(([holds, fault]) => (holds ? [fault] : []));
}

type Draft = { -readonly [Key in keyof Recurrence]?: Recurrence[Key] };

/** `read` puts the value into the draft, or answers false. */
type Part = { readonly takes: string; readonly read: (value: string, draft: Draft) => boolean };

const MONDAY = 0;
const DEFAULTS = {
  interval: 1,
  count: null,
  until: null,
  byDay: [],
  byMonthDay: [],
  byMonth: [],
  bySetPos: [],
  weekStart: MONDAY,
} satisfies Draft;

const WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
const FREQUENCIES: readonly Frequency[] = ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"];
const MANY = 999_999; // more days than the calendar of `occurrences` has

const PARTS: ReadonlyMap<string, Part> = new Map([
  ["FREQ", part("frequency", (value) => FREQUENCIES.find((name) => name === value), FREQUENCIES.join(", "))],
  ["INTERVAL", part("interval", (value) => whole(value, MANY), `a whole number from 1 to ${MANY}`)],
  ["COUNT", part("count", (value) => whole(value, MANY), `a whole number from 1 to ${MANY}`)],
  ["UNTIL", part("until", until, "20161231T225959Z, 20161231T235959 or 20161231")],
  ["BYDAY", part("byDay", listOf(weekdayCode), "weekdays such as MO, 1FR or -1SU, up to 53")],
  ["BYMONTHDAY", part("byMonthDay", listOf(signed(31)), "days from 1 to 31 or from -1 to -31")],
  [
    "BYMONTH",
    part(
      "byMonth",
      listOf((value) => whole(value, 12)),
      "months from 1 to 12",
    ),
  ],
  ["BYSETPOS", part("bySetPos", listOf(signed(366)), "positions from 1 to 366 or from -1 to -366")],
  ["WKST", part("weekStart", weekdayNumber, WEEKDAYS.join(", "))],
]);

const UNSUPPORTED: ReadonlyMap<string, string> = new Map([
  ["BYHOUR", "the hour is that of `start`"],
  ["BYMINUTE", "the minute is that of `start`"],
  ["BYSECOND", "the second is that of `start`"],
  ["BYYEARDAY", "say it with BYMONTH and BYMONTHDAY"],
  ["BYWEEKNO", "say it with BYMONTH and BYDAY"],
  ["RSCALE", "the calendar is the Gregorian"],
  ["SKIP", "a date that a month does not have is left out"],
]);

function part<Key extends keyof Draft>(
  key: Key,
  parse: (value: string) => Draft[Key] | undefined,
  takes: string,
): Part {
  return {
    takes,
    read: (value, draft) => {
      const parsed = parse(value);
      if (parsed === undefined) return false;
      draft[key] = parsed;
      return true;
    },
  };
}

function listOf(parse: (value: string) => number | undefined): (value: string) => number[] | undefined {
  return (value) => {
    const parsed = value.split(",").map(parse);
    return parsed.every((item) => item !== undefined) ? parsed : undefined;
  };
}

function whole(value: string, highest: number): number | undefined {
  const number = /^\d{1,6}$/.test(value) ? Number(value) : 0;
  return number >= 1 && number <= highest ? number : undefined;
}

function signed(highest: number): (value: string) => number | undefined {
  return (value) => {
    const size = whole(value.replace(/^[+-]/, ""), highest);
    return size !== undefined && value.startsWith("-") ? -size : size;
  };
}

function weekdayNumber(value: string): number | undefined {
  const found = WEEKDAYS.indexOf(value);
  return found < 0 ? undefined : found;
}

function weekdayCode(value: string): number | undefined {
  const name = weekdayNumber(value.slice(-2));
  const ordinal = value.length === 2 ? 0 : signed(53)(value.slice(0, -2));
  return name === undefined || ordinal === undefined ? undefined : 7 * ordinal + name;
}

/** Basic ISO 8601. A date lasts through its end, as `Until` is the last second that counts. */
function until(value: string): Until | undefined {
  const found = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?$/.exec(value);
  if (found === null) return undefined;
  const [, year, month, dayOfMonth, hour, minute, second, zulu] = found;
  const date = `${year}-${month}-${dayOfMonth}`;
  const civil = parseCivil(hour === undefined ? `${date}T00:00` : `${date}T${hour}:${minute}:${second}`);
  if (civil === null) return undefined;
  return { utc: zulu === "Z", second: hour === undefined ? civil + SECONDS_PER_DAY - 1 : civil };
}
