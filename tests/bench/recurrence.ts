/**
 * `node --expose-gc tests/bench/recurrence.ts`: occurrences per second of our engine, rrule-temporal and rrule on
 * the same rules, in one run, and what they leave on the heap. Each runs from text to civil times or
 * to its own dates, with COUNT, which is rrule-temporal's fastest way. Figures compare within a run only.
 */
import { createRequire } from "node:module";
import type * as rruleTypes from "rrule";
import { RRuleTemporal } from "rrule-temporal";
import { formatCivil, parseCivil } from "../../lib/platform/civil.ts";
import { occurrences, parseRecurrence } from "../../lib/series/recurrence.ts";

// Node finds no named exports in its CommonJS build
const { rrulestr }: typeof rruleTypes = createRequire(import.meta.url)("rrule");

const START = "2015-01-06T18:30:00";
const ZONE = "Europe/Madrid";
const ROUND_MS = 100;
const ROUNDS = 7;

const RULES = [
  "FREQ=DAILY;COUNT=500",
  "FREQ=WEEKLY;INTERVAL=2;COUNT=500",
  "FREQ=WEEKLY;BYDAY=TU,TH;COUNT=500",
  "FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=500",
  "FREQ=MONTHLY;BYDAY=1TU;COUNT=500",
  "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=500",
  "FREQ=YEARLY;BYMONTH=3,9;BYDAY=2FR;COUNT=150",
  "FREQ=YEARLY;BYDAY=20MO;COUNT=150",
];

/** Each answers how many occurrences it made. */
const ENGINES = {
  ours: (recurrence: string): number => {
    const parsed = parseRecurrence(recurrence);
    if ("faults" in parsed) throw new Error(parsed.faults.join(", "));
    return [...occurrences(parsed.rule, start, ZONE)].length;
  },
  "rrule-temporal": (recurrence: string): number =>
    new RRuleTemporal({ rruleString: ics(recurrence) }).all().length,
  rrule: (recurrence: string): number => rrulestr(ics(recurrence)).all().length,
};

const start = parseCivil(START) ?? Number.NaN;

function ics(recurrence: string): string {
  return `DTSTART;TZID=${ZONE}:${formatCivil(start).replaceAll(/[-:]/g, "")}\nRRULE:${recurrence}`;
}

/** Occurrences per second, for `ROUND_MS`. */
function speed(run: () => number): number {
  const from = performance.now();
  let made = 0;
  while (performance.now() - from < ROUND_MS) made += run();
  return (made / (performance.now() - from)) * 1000;
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}

/** Kilobytes that one run has put on the heap. */
function heap(run: () => number): number {
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  run();
  return (process.memoryUsage().heapUsed - before) / 1024;
}

const columns = ["rule", "engine", "occurrences/s", "ours is", "heap KB"];
const rows = RULES.flatMap((recurrence) => {
  const runs = Object.values(ENGINES).map((engine) => () => engine(recurrence));
  const heaps = runs.map((run) => [run, run].map(heap).at(-1) ?? 0); // the first one warms zones and plans
  // In turns, so that a busy machine slows all of them
  const rounds = Array.from({ length: ROUNDS }, () => runs.map(speed));
  return Object.keys(ENGINES).map((engine, index) => [
    recurrence,
    engine,
    Math.round(median(rounds.map((speeds) => speeds[index] ?? 0))).toLocaleString("en"),
    `${median(rounds.map((speeds) => (speeds[0] ?? 0) / (speeds[index] ?? 0))).toFixed(1)}x`,
    (heaps[index] ?? 0).toFixed(0),
  ]);
});
const widths = columns.map((_, column) =>
  Math.max(...[columns, ...rows].map((row) => row[column]?.length ?? 0)),
);
for (const row of [columns, ...rows]) {
  const cells = row.map((cell, column) =>
    column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
  );
  process.stdout.write(`${cells.join("  ")}\n`);
}
