import { findBody, loadBody, mustStillAct } from "../bodies/store.ts";
import type { Municipality } from "../municipalities/model.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import { formatDate, parseDate } from "../platform/civil.ts";
import type { Window } from "../platform/civil.ts";
import type { Caller } from "../platform/caller.ts";
import type { Context, Operation } from "../platform/contract.ts";
import type { Table } from "../platform/dynamo.ts";
import { mustMatch } from "../platform/http.ts";
import { idFor } from "../platform/naming.ts";
import { given, inLanguage } from "../platform/shapes.ts";
import { setTimer } from "../platform/timers.ts";
import { dateAt } from "../platform/zone.ts";
import { discreet } from "../sessions/discreet.ts";
import { mustBeNamed } from "../sessions/named.ts";
import { generate } from "./generate.ts";
import { dayAt, generateSoon, horizonOf } from "./extend.ts";
import { Definition, firstUnsettled, Series, StoredSeries } from "./model.ts";
import type { SeriesPatch } from "./model.ts";
import { reviseFrom, reviseWhole } from "./revise.ts";
import type { series } from "./routes.ts";
import { mustBeSound } from "./sound.ts";
import { honoured, within } from "./stop.ts";
import { loadSeries, putNewSeries, putSeries, seriesPage } from "./store.ts";

type Chart = typeof series;

export const listSeries: Operation<Chart["listSeries"]> = async ({ path, query }, { table, now }) => {
  const { municipality, body } = path;
  const { items, cursor } = await seriesPage(table, municipality, body, query);
  const of = await loadBody(table, municipality, body); // an unknown body is not an empty one
  return {
    status: 200,
    body: { items: items.map((each) => forEveryone(shown(honoured(each, of), now))), cursor },
  };
};

export const getSeries: Operation<Chart["getSeries"]> = async ({ path }, { table, now }) => {
  const { municipality, body, series: id } = path;
  const [series, of] = await Promise.all([
    loadSeries(table, municipality, body, id),
    findBody(table, municipality, body),
  ]);
  return { status: 200, body: forEveryone(shown(honoured(series, of), now)) };
};

export const createSeries: Operation<Chart["createSeries"]> = async (
  { path, body: input, caller },
  context,
) => {
  const { municipality, body } = path;
  const { table, now, commit } = context;
  const [town, of] = await Promise.all([
    loadMunicipality(table, municipality),
    loadBody(table, municipality, body),
  ]);
  const { id: named, timeZone = town.timeZone, horizonMonths, generateFrom, ...rest } = input;
  const definition = Definition.parse({ ...rest, ...(await storedAs(table, town, input)) });
  const id = idFor(named, definition.title, "title");
  const today = dayAt(now, timeZone);
  const from = generateFrom === undefined ? today : (parseDate(generateFrom) ?? today);
  const planned = StoredSeries.parse({
    id,
    municipality,
    body,
    timeZone,
    horizonMonths,
    generateFrom: formatDate(from),
    generatedTo: formatDate(from - 1),
    status: "active",
    pauses: [],
    revision: 0,
    version: 1,
    segments: [{ ...definition, from: null }],
  });
  const created = within(planned, of);
  const window = { from, to: horizonOf(created, now) };
  mustBeSound(created, window);
  const answer = await commit(
    {
      status: 201,
      body: shown(created, now),
      location: `/v1/municipalities/${municipality}/bodies/${body}/series/${id}`,
    },
    [...putNewSeries(created), setTimer(generateSoon(created, from, now)), mustStillAct(of)],
    { body, series: id },
  );
  await firstLook(context, created, window, caller);
  return answer;
};

export const updateSeries: Operation<Chart["updateSeries"]> = async (
  { path, query, body: patch, ifMatch, caller },
  context,
) => {
  const { municipality, body, series: id } = path;
  const { table, now, commit } = context;
  const [town, stored, of] = await Promise.all([
    loadMunicipality(table, municipality),
    loadSeries(table, municipality, body, id),
    loadBody(table, municipality, body),
  ]);
  const before = within(stored, of);
  mustMatch(ifMatch, before.version);
  const revision = given({ ...patch, ...(await storedAs(table, town, patch)) });
  const today = dateAt(now, before.timeZone);
  const after =
    query.from === undefined
      ? reviseWhole(before, revision, today)
      : reviseFrom(before, revision, query.from, today);
  if (after === before) return { status: 200, body: shown(before, now) };
  const window = { from: firstUnsettled(after), to: horizonOf(after, now) };
  mustBeSound(after, window);
  const answer = await commit(
    { status: 200, body: shown(after, now) },
    [putSeries(after, before.version), setTimer(generateSoon(after, window.from, now)), mustStillAct(of)],
    { body, series: id, version: after.version, revision: after.revision },
  );
  await firstLook(context, after, window, caller);
  return answer;
};

/**
 * The sessions at once, so that who asked sees them. The series is committed: whatever stops this look, the timer of
 * the second one finishes it, and the answer stays what was committed.
 */
async function firstLook(
  context: Context,
  series: StoredSeries,
  window: Window,
  caller: Caller | null,
): Promise<void> {
  try {
    await generate(context, series, { ...window, toHorizon: true }, caller?.id ?? "");
  } catch (error) {
    const reason = error instanceof Error ? error.name : "unknown"; // its message may quote what was to be written
    context.log({ level: "warn", left: "to the second look", reason });
  }
}

/** A series as it is shown: what its latest segment says comes first. */
export function shown(series: StoredSeries, now: number): Series {
  const { stoppedOn } = series;
  const isStopped = stoppedOn !== null && stoppedOn <= dateAt(now, series.timeZone);
  const status = isStopped ? "stopped" : series.status;
  return Series.parse({ ...series, ...series.segments.at(-1), status });
}

/** What everyone sees of it: not whose its private slots are. */
const forEveryone = (series: Series): Series => ({
  ...discreet(series),
  segments: series.segments.map(discreet),
});

/** The texts, the place, the slots and the dates of an input as they are stored. */
const storedAs = async (
  table: Table,
  town: Municipality,
  { title, place, slots, exceptDates }: SeriesPatch,
) => ({
  ...(await mustBeNamed(table, town, { place, slots })),
  title: inLanguage(town.language, title),
  exceptDates: exceptDates?.map((date) => date.slice(0, 10)),
});
