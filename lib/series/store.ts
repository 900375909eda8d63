import { Refusal } from "../errors.ts";
import { everything } from "../platform/dynamo.ts";
import { cursorOf, sortKeyIn } from "../platform/cursor.ts";
import type { Table } from "../platform/dynamo.ts";
import type { Write } from "../platform/writes.ts";
import { claimPrefix } from "../sessions/claim.ts";
import { keys } from "../table.ts";
import { StoredSeries } from "./model.ts";

export async function findSeries(
  table: Table,
  town: string,
  body: string,
  id: string,
): Promise<StoredSeries | null> {
  const item = await table.get(keys.series(town, body, id));
  return item ? StoredSeries.parse(item) : null;
}

/** 404 when the body has no such series. */
export async function loadSeries(
  table: Table,
  town: string,
  body: string,
  id: string,
): Promise<StoredSeries> {
  const series = await findSeries(table, town, body, id);
  if (!series) throw new Refusal("not-found", `There is no series '${id}' of '${body}' in '${town}'.`);
  return series;
}

/** The series of a body by id, a page of them, and the cursor of the next. */
export async function seriesPage(
  table: Table,
  town: string,
  body: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
) {
  const within = keys.seriesOf(town, body);
  const { items, last } = await table.query({
    ...within,
    limit,
    ...(cursor !== undefined && { after: { pk: within.pk, sk: sortKeyIn(cursor, within) } }),
  });
  return { items: items.map((each) => StoredSeries.parse(each)), cursor: cursorOf(last, "sk") };
}

/** All series of a body. */
export async function* eachSeries(table: Table, town: string, body: string): AsyncGenerator<StoredSeries> {
  for await (const item of everything(table, keys.seriesOf(town, body))) yield StoredSeries.parse(item);
}

const item = (series: StoredSeries) => ({
  ...keys.series(series.municipality, series.body, series.id),
  ...series,
});

/** A new series, and its claim on the beginning of its sessions' ids. */
export const putNewSeries = (series: StoredSeries): Write[] => [
  {
    put: item(series),
    when: "absent",
    otherwise: new Refusal(
      "already-exists",
      `The series '${series.id}' is there already: choose another id.`,
    ),
  },
  claimPrefix(series.municipality, `${series.body}-${series.id}`),
];

export const putSeries = (series: StoredSeries, versionRead: number): Write => ({
  put: item(series),
  when: { is: { version: versionRead } },
});

/** The series with its sessions settled up to a day, if it still says what was read; null when it is settled so far. */
export const settleSeries = (series: StoredSeries, generatedTo: string): Write | null =>
  series.generatedTo === generatedTo
    ? null
    : { put: item({ ...series, generatedTo }), when: { is: { revision: series.revision } } };

/** Guards what is generated: the series still says what was read. */
export const mustStillBe = ({ municipality, body, id, revision }: StoredSeries): Write => ({
  check: keys.series(municipality, body, id),
  when: { is: { revision } },
});
