/**
 * Our occurrences against those of rrule-temporal. `node recurrence-oracle.ts <seed> <rules>` prints
 * what it compared as JSON: a process of its own, so that it can run under any TZ.
 */
import { RRuleTemporal } from "rrule-temporal";
import { Temporal } from "temporal-polyfill";
import { SECONDS_PER_DAY, dayOf, formatCivil } from "../../lib/platform/civil.ts";
import { occurrences, parseRecurrence } from "../../lib/series/recurrence.ts";
import { samples, type Sample } from "./recurrence-rules.ts";

export type Comparison = {
  readonly hostZone: string;
  readonly rules: number;
  /** Rules that give nothing before the horizon. */
  readonly empty: number;
  readonly occurrences: number;
  readonly differences: readonly string[];
};

const HORIZON = dayOf(2041, 1, 1) * SECONDS_PER_DAY;
const MOST = 30; // occurrences of one rule

export function ours({ recurrence, start, zone }: Sample): string[] {
  const parsed = parseRecurrence(recurrence);
  if ("faults" in parsed) throw new Error(`${recurrence}: ${parsed.faults.join(", ")}`);
  return occurrences(parsed.rule, start, zone)
    .take(MOST)
    .filter((civil) => civil < HORIZON)
    .map(formatCivil)
    .toArray();
}

/** All that rrule-temporal gives from `start` through `end`. */
export function theirs({ recurrence, start, zone }: Sample, end: string): string[] {
  const dtstart = formatCivil(start).replaceAll(/[-:]/g, "");
  const rule = new RRuleTemporal({ rruleString: `DTSTART;TZID=${zone}:${dtstart}\nRRULE:${recurrence}` });
  const at = (civil: string): Temporal.ZonedDateTime =>
    Temporal.PlainDateTime.from(civil).toZonedDateTime(zone);
  return rule
    .between(at(formatCivil(start)), at(end), true)
    .map((found) => found.toPlainDateTime().toString({ smallestUnit: "second" }));
}

/** As far as our 30th occurrence, or to the horizon when there are fewer. */
function difference(sample: Sample, found: readonly string[]): string | null {
  const expected = theirs(sample, found[MOST - 1] ?? formatCivil(HORIZON - 1));
  if (expected.join() === found.join()) return null;
  const at = Math.max(
    0,
    found.findIndex((civil, index) => civil !== expected[index]),
  );
  const rule = `${sample.recurrence} from ${formatCivil(sample.start)} in ${sample.zone}`;
  return `${rule}, occurrence ${at + 1} of ${found.length}/${expected.length}: ${found[at]}, the oracle says ${expected[at]}`;
}

function compare(seed: number, rules: number): Comparison {
  const found = samples(seed)
    .take(rules)
    .map((sample) => ({ sample, civils: ours(sample) }))
    .toArray();
  return {
    hostZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    rules: found.length,
    empty: found.filter(({ civils }) => civils.length === 0).length,
    occurrences: found.reduce((sum, { civils }) => sum + civils.length, 0),
    differences: found
      .map(({ sample, civils }) => difference(sample, civils))
      .filter((text) => text !== null),
  };
}

if (import.meta.main) {
  const [seed, rules] = process.argv.slice(2).map(Number);
  process.stdout.write(JSON.stringify(compare(seed ?? 1, rules ?? 100)));
}
