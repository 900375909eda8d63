import { civilDate } from "../platform/civil.ts";
import type { Window } from "../platform/civil.ts";
import { everything } from "../platform/dynamo.ts";
import type { Table } from "../platform/dynamo.ts";
import type { Write } from "../platform/writes.ts";
import { keys } from "../table.ts";
import { holidaysOf } from "./holidays.ts";
import type { Holidays } from "./holidays.ts";
import { Layer } from "./model.ts";

export async function loadLayer(table: Table, area: string, year: number): Promise<Layer | null> {
  const item = await table.get(keys.calendar(area, year));
  return item ? Layer.parse(item) : null;
}

/** The layers of these areas for these years that are there, in the order of the areas. */
export async function loadLayers(
  table: Table,
  areas: readonly string[],
  years: readonly number[],
): Promise<Layer[]> {
  const items = await table.getMany(areas.flatMap((area) => years.map((year) => keys.calendar(area, year))));
  const rank = (layer: Layer): number => areas.indexOf(layer.area);
  return items.map((item) => Layer.parse(item)).toSorted((a, b) => rank(a) - rank(b) || a.year - b.year);
}

/** A holiday policy moves a session by at most this much. */
export const MOVED_DAYS = 40;

/** The declared holidays of these areas in the years of these days. */
export const holidaysOn = async (
  table: Table,
  areas: readonly string[],
  days: readonly number[],
): Promise<Holidays> =>
  holidaysOf(await loadLayers(table, areas, [...new Set(days.map((day) => civilDate(day).year))]));

/** The declared holidays of these areas around these days. */
export async function holidaysAround(
  table: Table,
  areas: readonly string[],
  { from, to }: Window,
): Promise<Holidays> {
  const first = civilDate(from - MOVED_DAYS).year;
  const last = civilDate(to + MOVED_DAYS).year;
  const years = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  return holidaysOf(await loadLayers(table, areas, years));
}

export const putLayer = (layer: Layer, versionRead: number | null): Write => ({
  put: { ...keys.calendar(layer.area, layer.year), ...layer },
  when: versionRead === null ? "absent" : { is: { version: versionRead } },
});

/** The ids of the towns that use an area's layers. */
export async function* townsUsing(table: Table, area: string): AsyncGenerator<string> {
  for await (const { municipality } of everything(table, { ...keys.calendarUsers(area), consistent: true }))
    yield String(municipality);
}
