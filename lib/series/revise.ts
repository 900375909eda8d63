import { badInput, Refusal } from "../errors.ts";
import type { Fault } from "../errors.ts";
import { given } from "../platform/shapes.ts";
import { parseRecurrence } from "./recurrence.ts";
import type { Definition, SeriesPatch, Segment, StoredSeries } from "./model.ts";

/** A patch with its texts and dates as they are stored. */
export type Revision = Partial<Definition> & Pick<SeriesPatch, "horizonMonths" | "status" | "backfill">;

/** The series after a change, with its revision counted up, and the first date that may come out differently. */
export interface Revised {
  readonly series: StoredSeries;
  readonly from: string;
}

/** This and following: from a date on, a new segment; later segments give way to it. `today` is local. */
export function reviseFrom(before: StoredSeries, revision: Revision, from: string, today: string): Revised {
  const { horizonMonths, status, backfill, ...definition } = given(revision);
  const wrong: [string, string][] = Object.keys(given({ horizonMonths, status, backfill })).map((field) => [
    `$.${field}`,
    "belongs to the whole series: leave `from` out of the address",
  ]);
  const base = before.segments.findLast((segment) => (segment.from ?? "") <= from) ?? firstOf(before);
  if (definition.start !== undefined && definition.recurrence === undefined && counts(base))
    wrong.push(["$.recurrence", "say it anew with `start`: the present rule ends by COUNT"]);
  if (wrong.length > 0) throw badInput(wrong);
  if (from < today) {
    const fault: Fault = {
      in: "query",
      path: "$.from",
      message: `must be today, ${today}, or later: the past stays as it was`,
    };
    throw new Refusal("bad-input", "One fault: see `faults`.", [fault]);
  }
  const kept = before.segments.filter((segment) => (segment.from ?? "") < from);
  const segments: Segment[] = [...kept, { ...base, ...definition, from: kept.length === 0 ? null : from }];
  return { series: counted({ ...before, segments }), from };
}

/** The whole series: every segment changes; a new `start` or `recurrence` makes one segment of them. */
export function reviseWhole(before: StoredSeries, revision: Revision, today: string): Revised {
  const { horizonMonths, status, backfill, ...definition } = given(revision);
  const restarts = definition.start !== undefined || definition.recurrence !== undefined;
  const last = before.segments.at(-1) ?? firstOf(before);
  const segments = restarts
    ? [{ ...last, ...definition, from: null }]
    : before.segments.map((segment) => ({ ...segment, ...definition }));
  const pauses = pausesAfter(before, status, backfill ?? false, today);
  const after = { ...before, ...given({ horizonMonths, status }), segments, pauses };
  const madeUp = pauses.find((pause, i) => pause.madeUp && !before.pauses[i]?.madeUp);
  return { series: counted(after), from: madeUp?.from ?? today };
}

/** Pausing opens an interval in which nothing is generated; resuming closes it, and makes up for it if that is asked. */
function pausesAfter(
  { status: before, pauses }: StoredSeries,
  status: SeriesPatch["status"],
  backfill: boolean,
  today: string,
): StoredSeries["pauses"] {
  if (status === "paused" && before === "active")
    return [...pauses, { from: today, to: null, madeUp: false }];
  const last = pauses.at(-1);
  const resumes = status === "active" && (before === "paused" || backfill);
  if (!resumes || !last || last.madeUp) return pauses;
  return [...pauses.slice(0, -1), { ...last, to: last.to ?? today, madeUp: backfill }];
}

const counted = (series: StoredSeries): StoredSeries => ({
  ...series,
  revision: series.revision + 1,
  version: series.version + 1,
});

function counts({ recurrence }: Segment): boolean {
  const parsed = parseRecurrence(recurrence);
  return "rule" in parsed && parsed.rule.count !== null;
}

function firstOf({ segments, id }: StoredSeries): Segment {
  const [first] = segments;
  if (!first) throw new Error(`the series ${id} has no segment`);
  return first;
}
