import { holidaysAround, MOVED_DAYS } from "../calendars/store.ts";
import { within } from "./stop.ts";
import { findBody } from "../bodies/store.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import { formatDate } from "../platform/civil.ts";
import type { Window } from "../platform/civil.ts";
import { carryOut, commit, MOST_WRITES } from "../platform/commit.ts";
import type { Table } from "../platform/dynamo.ts";
import type { Platform } from "../platform/platform.ts";
import type { Write } from "../platform/writes.ts";
import type { StoredFullSession } from "../sessions/model.ts";
import { saveChanged, saveNew } from "../sessions/save.ts";
import { eachSession, loadSessions } from "../sessions/store.ts";
import { expand } from "./expand.ts";
import type { StoredSeries } from "./model.ts";
import { comeBack, followSeries, isRevisable, sessionOf, takeAway } from "./plan.ts";
import { mustStillBe, settleSeries } from "./store.ts";

/** One session's part of a commit: what happens to it, and the writes that belong together. */
interface Step {
  readonly what: "generated" | "revised" | "removed";
  readonly date: string;
  readonly writes: readonly Write[];
}

/** What makes a run one's own: `finale` goes into its last commit, `guard` into those before. */
export interface Turn {
  readonly finale?: readonly Write[];
  readonly guard?: readonly Write[];
}

/** The days to look at. */
export interface Scope extends Window {
  /** Whether the window ends at the horizon: what stands beyond it goes, and the series is settled up to there. */
  readonly toHorizon: boolean;
}

/**
 * Makes the sessions of a window what the series says now: generates what is missing, revises what no hand has
 * touched, removes what the series no longer gives. In idempotent chunks, each conditional on the revision that was
 * read; a second run finds nothing to do.
 */
export async function generate(
  platform: Platform,
  series: StoredSeries,
  scope: Scope,
  by: string,
  { finale = [], guard = [] }: Turn = {},
): Promise<void> {
  const { municipality: realm, body, id, revision } = series;
  const chunks = chunksOf(
    await stepsTo(platform, series, scope),
    MOST_WRITES - REVISION_AND_AUDIT - Math.max(finale.length, guard.length),
  );
  const settled = scope.toHorizon ? settleSeries(series, formatDate(scope.to)) : null;
  for (const [i, chunk] of chunks.entries()) {
    const isLast = i === chunks.length - 1;
    const dates = (what: Step["what"]) => chunk.filter((step) => step.what === what).map(({ date }) => date);
    const about = {
      body,
      series: id,
      revision,
      generated: dates("generated"),
      revised: dates("revised"),
      removed: dates("removed"),
    };
    await commit(platform, { realm, by, operation: "generate", about }, [
      (isLast && settled) || mustStillBe(series),
      ...chunk.flatMap(({ writes }) => writes),
      ...(isLast ? finale : guard),
    ]);
  }
  const rest = [...(settled ? [settled] : []), ...finale];
  if (chunks.length === 0 && rest.length > 0) await carryOut(platform.table, rest);
}

const REVISION_AND_AUDIT = 2;

/** Steps in chunks of at most so many writes; a step stays whole. */
function chunksOf(steps: readonly Step[], most: number): Step[][] {
  const chunks: Step[][] = [];
  let room = 0;
  for (const step of steps) {
    if (step.writes.length > room) {
      chunks.push([]);
      room = most;
    }
    chunks.at(-1)?.push(step);
    room -= step.writes.length;
  }
  return chunks;
}

async function stepsTo(platform: Platform, series: StoredSeries, scope: Scope): Promise<Step[]> {
  if (scope.from > scope.to) return [];
  const { table } = platform;
  const now = platform.clock();
  const [{ timeZone: zone, areas }, body] = await Promise.all([
    loadMunicipality(table, series.municipality),
    findBody(table, series.municipality, series.body),
  ]);
  const holidays = await holidaysAround(table, areas, scope);
  const honoured = within(series, body);
  const wanted = [...expand(honoured, scope)].flatMap(
    (occurrence) => sessionOf(series, occurrence, holidays, now) ?? [],
  );
  const existing = await existingIn(table, series, scope, wanted);

  const steps: Step[] = [];
  const step = (what: Step["what"], { recurrenceDate }: StoredFullSession, writes: Write[]): void => {
    steps.push({ what, date: recurrenceDate ?? "", writes });
  };
  for (const session of wanted) {
    const before = existing.get(session.id);
    existing.delete(session.id);
    if (!before) step("generated", session, saveNew(session, zone));
    else if (before.gone) step("generated", session, saveChanged(before, comeBack(before, session), zone));
    else if (isRevisable(before, now)) {
      const after = followSeries(before, session);
      if (after) step("revised", session, saveChanged(before, after, zone));
    }
  }
  // What a dissolution leaves over is cancelled, and stays: people have to learn of it.
  const isLeftOver = ({ recurrenceDate }: StoredFullSession): boolean =>
    honoured.stoppedOn !== null && (recurrenceDate ?? "") >= honoured.stoppedOn;
  for (const session of existing.values())
    if (isRevisable(session, now) && !isLeftOver(session))
      step("removed", session, saveChanged(session, takeAway(session, now), zone));
  return steps;
}

/**
 * The series' sessions whose recurrence date lies in the window, by id: from the timeline, and by key those that were
 * moved away, that are gone, or that the index does not show yet.
 */
async function existingIn(
  table: Table,
  { municipality: town, body, id }: StoredSeries,
  { from, to, toHorizon }: Scope,
  wanted: readonly StoredFullSession[],
): Promise<Map<string, StoredFullSession>> {
  const found = new Map<string, StoredFullSession>();
  const last = toHorizon ? null : to;
  const between = {
    from: formatDate(from - MOVED_DAYS),
    to: last === null ? undefined : formatDate(last + MOVED_DAYS),
  };
  for await (const session of eachSession(table, { town, body }, between)) {
    const date = session.recurrenceDate ?? "";
    if (session.series === id && formatDate(from) <= date && (last === null || date <= formatDate(last)))
      found.set(session.id, {
        ...session,
        description: null,
        reason: null,
        convocations: 0,
        request: null,
        secondCall: null,
        gone: false,
      });
  }
  const others = wanted.filter((session) => !found.has(session.id)).map((session) => session.id);
  for (const session of await loadSessions(table, town, others)) found.set(session.id, session);
  return found;
}
