import { POINTS } from "./model.ts";
import type { Statement, StoredCounts, SurveyResult } from "./model.ts";

/**
 * Sums are shown as they stood at a multiple of this, and not before the first: below it a sum tells of few, and between two
 * readings of every sum the difference would be one person's answer.
 */
export const STEP = 5;

type Points = Readonly<Record<string, number>>;

/** The sums with one answer more. Nothing of them says which came when. */
export function counted(
  before: StoredCounts | null,
  { municipality, target }: Pick<StoredCounts, "municipality" | "target">,
  points: Points,
): StoredCounts {
  const counts = Object.fromEntries(
    Object.entries(points).map(([statement, point]) => {
      const was = before?.counts[statement] ?? POINTS.map(() => 0);
      return [statement, was.map((times, i) => times + (POINTS[i] === point ? 1 : 0))];
    }),
  );
  const n = (before?.n ?? 0) + 1;
  return { municipality, target, n, counts, shown: n % STEP === 0 ? { n, counts } : (before?.shown ?? null) };
}

/** What everyone sees: each statement's distribution and mean. */
export function resultsOf(kept: StoredCounts | null, statements: readonly Statement[]) {
  const shown = kept?.shown;
  if (!shown) return null;
  return {
    n: shown.n,
    statements: statements.map(({ id }) => resultOf(id, shown.counts[id] ?? [], shown.n)),
  };
}

function resultOf(statement: string, distribution: number[], n: number): SurveyResult {
  const sum = distribution.reduce((all, times, i) => all + times * (POINTS[i] ?? 0), 0);
  return { statement, distribution, mean: Math.round((sum / n) * 100) / 100 };
}
