import { MOVED_DAYS, holidaysAround } from "../calendars/store.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import { formatDate } from "../platform/civil.ts";
import { commit, carryOut, MOST_WRITES } from "../platform/commit.ts";
import type { Table } from "../platform/dynamo.ts";
import type { Platform } from "../platform/platform.ts";
import { dropTimer, setTimer } from "../platform/timers.ts";
import type { Write } from "../platform/writes.ts";
import { expand } from "../series/expand.ts";
import type { Window } from "../platform/civil.ts";
import type { StoredSeries } from "../series/model.ts";
import { mustStillBe } from "../series/store.ts";
import { awaitsItsDay, closeTimer } from "./close.ts";
import type { StoredFullSession } from "./model.ts";
import { isRevisable, revised, sessionOf } from "./plan.ts";
import { eachSession, loadSessions, putNewSession, putSession, removeSession } from "./store.ts";

/** One session's part of a commit: what happens to it, and the writes that belong together. */
interface Step {
  readonly what: "generated" | "revised" | "removed";
  readonly date: string;
  readonly writes: readonly Write[];
}

/** The days to look at. */
export interface Scope extends Window {
  /** Whether the window ends at the horizon: what stands beyond it, from a longer one, is taken away. */
  readonly toHorizon: boolean;
}

/**
 * Makes the sessions of a window what the series says now: generates what is missing, revises what no hand has
 * touched, removes what the series no longer gives. In idempotent chunks, each conditional on the revision that was
 * read; a second run finds nothing to do. `finale` goes into the last commit.
 */
export async function generate(
  platform: Platform,
  series: StoredSeries,
  window: Scope,
  by: string,
  finale: readonly Write[] = [],
): Promise<void> {
  const chunks = chunksOf(
    await stepsTo(platform, series, window),
    MOST_WRITES - GUARD_AND_AUDIT - finale.length,
  );
  const { municipality: realm, body, id, revision: read } = series;
  for (const [i, chunk] of chunks.entries()) {
    const dates = (what: Step["what"]) => chunk.filter((step) => step.what === what).map(({ date }) => date);
    const about = {
      body,
      series: id,
      revision: read,
      generated: dates("generated"),
      revised: dates("revised"),
      removed: dates("removed"),
    };
    await commit(platform, { realm, by, operation: "generate", about }, [
      mustStillBe(series),
      ...chunk.flatMap(({ writes }) => writes),
      ...(i === chunks.length - 1 ? finale : []),
    ]);
  }
  if (chunks.length === 0 && finale.length > 0) await carryOut(platform.table, finale);
}

const GUARD_AND_AUDIT = 2;

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

async function stepsTo(platform: Platform, series: StoredSeries, window: Scope): Promise<Step[]> {
  if (window.from > window.to) return [];
  const { table } = platform;
  const now = platform.clock();
  const { timeZone: zone, areas } = await loadMunicipality(table, series.municipality);
  const holidays = await holidaysAround(table, areas, window);
  const wanted = [...expand(series, window)].flatMap(
    (occurrence) => sessionOf(series, occurrence, holidays, now) ?? [],
  );
  const existing = await existingIn(table, series, window, wanted);

  const steps: Step[] = [];
  for (const session of wanted) {
    const before = existing.get(session.id);
    existing.delete(session.id);
    const date = session.recurrenceDate ?? "";
    if (!before) {
      const timer = awaitsItsDay(session.status) ? [setTimer(closeTimer(session))] : [];
      steps.push({ what: "generated", date, writes: [putNewSession(session, zone), ...timer] });
    } else if (isRevisable(before, now)) {
      const after = revised(before, session);
      if (after) steps.push({ what: "revised", date, writes: revision(before, after, zone) });
    }
  }
  for (const session of existing.values())
    if (isRevisable(session, now))
      steps.push({
        what: "removed",
        date: session.recurrenceDate ?? "",
        writes: [removeSession(session), dropTimer(closeTimer(session))],
      });
  return steps;
}

/** A changed session with its timer moved along. */
export const revision = (before: StoredFullSession, after: StoredFullSession, zone: string): Write[] => {
  const [was, is] = [before, after].map((session) =>
    awaitsItsDay(session.status) ? closeTimer(session) : null,
  );
  return [
    putSession(after, zone, before.version),
    ...(was && was.due !== is?.due ? [dropTimer(was)] : []),
    ...(is && was?.due !== is.due ? [setTimer(is)] : []),
  ];
};

/**
 * The series' sessions whose recurrence date lies in the window, by id: from the timeline, and by key those that were
 * moved away or that the index does not show yet.
 */
async function existingIn(
  table: Table,
  { municipality: town, body, id }: StoredSeries,
  { from, to, toHorizon }: Scope,
  wanted: readonly StoredFullSession[],
): Promise<Map<string, StoredFullSession>> {
  const found = new Map<string, StoredFullSession>();
  const between = {
    from: formatDate(from - MOVED_DAYS),
    to: toHorizon ? undefined : formatDate(to + MOVED_DAYS),
  };
  for await (const session of eachSession(table, { town, body }, between)) {
    const date = session.recurrenceDate ?? "";
    if (session.series === id && formatDate(from) <= date && (toHorizon || date <= formatDate(to)))
      found.set(session.id, { ...session, description: null, reason: null });
  }
  const others = wanted.filter((session) => !found.has(session.id)).map((session) => session.id);
  for (const session of await loadSessions(table, town, others)) found.set(session.id, session);
  return found;
}
