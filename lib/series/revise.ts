import { isDeepStrictEqual } from "node:util";
import { badInput, faulty } from "../errors.ts";
import { formatDate, parseDate } from "../platform/civil.ts";
import { given } from "../platform/shapes.ts";
import { firstUnsettled } from "./model.ts";
import { parseRecurrence } from "./recurrence.ts";
import type { Definition, SeriesPatch, Segment, StoredSeries } from "./model.ts";

/** A patch with its texts and dates as they are stored. */
export type Revision = Partial<Definition> & Pick<SeriesPatch, "horizonMonths" | "status" | "backfill">;

/** This and following: from a date on, a new segment; later segments give way to it. `today` is local. */
export function reviseFrom(
  before: StoredSeries,
  revision: Revision,
  from: string,
  today: string,
): StoredSeries {
  const { horizonMonths, status, backfill, ...definition } = given(revision);
  const wrong: [string, string][] = Object.keys(given({ horizonMonths, status, backfill })).map((field) => [
    `$.${field}`,
    "belongs to the whole series: leave `from` out of the address",
  ]);
  const base = before.segments.findLast((segment) => (segment.from ?? "") <= from) ?? firstOf(before);
  const { start, recurrence } = definition;
  if (start !== undefined && recurrence === undefined && counts(base.recurrence))
    wrong.push(["$.recurrence", "say it anew with `start`: the present rule ends by COUNT"]);
  if (recurrence !== undefined && start === undefined && counts(recurrence))
    wrong.push(["$.start", "say it with a rule that ends by COUNT: counting begins there"]);
  if (before.segments.length >= MOST_SEGMENTS)
    wrong.push([
      "$",
      `the series has ${MOST_SEGMENTS} segments already: end it with \`until\` and begin another`,
    ]);
  if (wrong.length > 0) throw badInput(wrong);
  if (from < today)
    throw faulty([
      { in: "query", path: "$.from", message: `must be today, ${today}, or later: the past stays as it was` },
    ]);
  const kept = before.segments.filter((segment) => (segment.from ?? "") < from);
  const segment = { ...base, ...definition, from: kept.length === 0 ? null : from };
  return changed(before, { ...before, segments: [...kept, segment] }, today);
}

const MOST_SEGMENTS = 12;

/** The whole series: what is given changes in every segment, and the rest of each stays. */
export function reviseWhole(before: StoredSeries, revision: Revision, today: string): StoredSeries {
  const { horizonMonths, status, backfill, ...definition } = given(revision);
  const { start, recurrence } = definition;
  if (recurrence !== undefined && start === undefined && before.segments.length > 1 && counts(recurrence))
    throw badInput([
      ["$.start", "say it with a rule that ends by COUNT: the segments begin at different times"],
    ]);
  const segments = before.segments.map((segment) => ({
    ...segment,
    ...definition,
    start: start ?? (recurrence === undefined ? segment.start : anchored(segment)),
  }));
  const pauses = pausesAfter(before, status, backfill ?? false, today);
  return changed(before, { ...before, ...given({ horizonMonths, status }), segments, pauses }, today);
}

/** Where a segment's new rule begins to count: not after the first day that the segment is there for. */
const anchored = ({ from, start }: Segment): string =>
  from !== null && from < start.slice(0, 10) ? `${from}${start.slice(10)}` : start;

/**
 * What was settled stays settled up to the day before the change shows: yesterday, or the beginning of a pause that is
 * made up for. The same series comes back when nothing differs.
 */
function changed(before: StoredSeries, after: StoredSeries, today: string): StoredSeries {
  if (isDeepStrictEqual(before, after)) return before;
  const madeUp = after.pauses.find((pause, i) => pause.madeUp && !before.pauses[i]?.madeUp);
  const from = parseDate(madeUp?.from ?? today) ?? 0;
  return {
    ...after,
    generatedTo: formatDate(Math.min(from, firstUnsettled(before)) - 1),
    revision: before.revision + 1,
    version: before.version + 1,
  };
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

function counts(recurrence: string): boolean {
  const parsed = parseRecurrence(recurrence);
  return "rule" in parsed && parsed.rule.count !== null;
}

function firstOf({ segments, id }: StoredSeries): Segment {
  const [first] = segments;
  if (!first) throw new Error(`the series ${id} has no segment`);
  return first;
}
