/** What some work took, as the store, the log and the sink counted it. */
export interface Work {
  readonly requests: number;
  /** Of functions that nobody waits for: ticks, the stream, events of mail. */
  readonly runs: number;
  readonly readUnits: number;
  readonly writeUnits: number;
  readonly mails: number;
  readonly mailBytes: number;
  readonly storedBytes: number;
}

/** `counted.json`. */
export interface Counted {
  /** A town with one council of fifteen is taken in. */
  readonly setUp: Work;
  /** The council's year of six sessions. */
  readonly year: Work;
  /** Each of the usual public reads once. */
  readonly reads: Pick<Work, "requests" | "readUnits"> & { readonly bytes: number };
  /** The clock's month while nothing is due. */
  readonly idle: Pick<Work, "runs" | "readUnits">;
  /** From the synthesised templates of a production. */
  readonly installation: Readonly<Record<"alarmMetrics" | "dashboards" | "keys" | "secrets", number>>;
}

/** What nobody can count beforehand: a month of a town, unless it says otherwise. */
export const ASSUMED = {
  councils: 8,
  /** Pages and JSON read, and calendars that are polled: 200 subscribers, six times a day. */
  reads: 40_000,
  /** Of those, what CloudFront answers by itself. */
  fromCache: 0.8,
  signedIn: 12,
  documentsGigabytes: 1,
  /** Of a read or a change, of a run of the clock or the stream, at 512 MB. */
  milliseconds: 50,
  gigabytes: 0.5,
  logBytes: 1_500,
  /** Years of data in the table. */
  years: 4,
} as const;

/**
 * USD without taxes and without any free tier, list prices of eu-west-1 (Ireland), from memory in November 2026: check them
 * before budgeting.
 */
export const PRICES = {
  readUnits: 0.1415 / 1e6,
  writeUnits: 0.705 / 1e6,
  tableGigabytes: 0.283 + 0.226, // and its point-in-time recovery
  requests: 1.11 / 1e6,
  invocations: 0.2 / 1e6,
  gigabyteSeconds: 0.000_013_333_4,
  schedules: 1 / 1e6,
  mails: 0.1 / 1e3,
  mailGigabytes: 0.12,
  edgeRequests: 0.012 / 1e4,
  edgeGigabytes: 0.085,
  logGigabytes: 0.57 + 3 * 0.03, // and kept for three months
  documentGigabytes: 0.023,
  signedIn: 0.0055,
  alarmMetrics: 0.1,
  dashboards: 3,
  keys: 1,
  secrets: 0.4,
} as const;

export interface Line {
  readonly what: keyof typeof PRICES;
  /** How it comes about, in numbers. */
  readonly sum: string;
  /** Units a month of one town; of the installation, whatever it holds. */
  readonly perTown: number;
  readonly fixed: number;
}

const number = (value: number): string => Math.round(value).toLocaleString("en");

/** The units of a month. */
export function monthOf({ setUp, year, reads, idle, installation }: Counted): readonly Line[] {
  const { councils, years } = ASSUMED;
  const monthly = (name: keyof Work): number => (year[name] * councils) / 12;
  const origin = ASSUMED.reads * (1 - ASSUMED.fromCache);
  const unitsARead = reads.readUnits / reads.requests;
  const requests = origin + monthly("requests");
  const runs = monthly("runs");
  const stored = (setUp.storedBytes + year.storedBytes * years) * councils;
  const seconds = (ASSUMED.milliseconds / 1000) * ASSUMED.gigabytes;
  const bytesARead = reads.bytes / reads.requests;
  const eighth = (of: number): string => `${councils} × ${number(of)} / 12`;
  const line = (what: Line["what"], sum: string, perTown: number, fixed = 0): Line => ({
    what,
    sum,
    perTown,
    fixed,
  });
  return [
    line(
      "readUnits",
      `${eighth(year.readUnits)} + ${number(origin)} × ${unitsARead.toFixed(1)}; the clock: ${number(idle.readUnits)}`,
      monthly("readUnits") + origin * unitsARead,
      idle.readUnits,
    ),
    line("writeUnits", eighth(year.writeUnits), monthly("writeUnits")),
    line(
      "tableGigabytes",
      `${councils} × (${number(setUp.storedBytes / 1e3)} + ${years} × ${number(year.storedBytes / 1e3)}) KB`,
      stored / 1e9,
    ),
    line(
      "requests",
      `${number(ASSUMED.reads)} × ${(1 - ASSUMED.fromCache).toFixed(1)} + ${eighth(year.requests)}`,
      requests,
    ),
    line(
      "invocations",
      `requests + ${eighth(year.runs)}; the clock: ${number(idle.runs)}`,
      requests + runs,
      idle.runs,
    ),
    line(
      "gigabyteSeconds",
      `invocations × ${ASSUMED.milliseconds} ms × ${ASSUMED.gigabytes} GB`,
      (requests + runs) * seconds,
      idle.runs * seconds,
    ),
    line("schedules", `the clock: ${number(idle.runs)}`, 0, idle.runs),
    line("mails", eighth(year.mails), monthly("mails")),
    line(
      "mailGigabytes",
      `${councils} × ${number(year.mailBytes / 1e3)} KB / 12`,
      monthly("mailBytes") / 1e9,
    ),
    line("edgeRequests", "reads, and changes too", ASSUMED.reads + monthly("requests")),
    line(
      "edgeGigabytes",
      `${number(ASSUMED.reads)} × ${number(bytesARead)} B`,
      (ASSUMED.reads * bytesARead) / 1e9,
    ),
    line(
      "logGigabytes",
      `invocations × ${number(ASSUMED.logBytes)} B`,
      ((requests + runs) * ASSUMED.logBytes) / 1e9,
      (idle.runs * ASSUMED.logBytes) / 1e9,
    ),
    line("documentGigabytes", "assumed", ASSUMED.documentsGigabytes),
    line("signedIn", "assumed", ASSUMED.signedIn),
    ...(["alarmMetrics", "dashboards", "keys", "secrets"] as const).map((what) =>
      line(what, "in the templates", 0, installation[what]),
    ),
  ];
}

export const TOWNS = [1, 100, 8_000] as const;

/** A month of so many towns, in USD. */
export const costOf = (lines: readonly Line[], towns: number): number =>
  lines.reduce((sum, { what, perTown, fixed }) => sum + (perTown * towns + fixed) * PRICES[what], 0);
