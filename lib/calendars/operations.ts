import { badInput, Refusal } from "../errors.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import type { Caller } from "../platform/caller.ts";
import type { Operation } from "../platform/contract.ts";
import type { Table } from "../platform/dynamo.ts";
import { mustMatch } from "../platform/http.ts";
import { inLanguage } from "../platform/shapes.ts";
import { setTimer } from "../platform/timers.ts";
import { lookAgainNow } from "./intents.ts";
import type { calendars } from "./routes.ts";
import { loadLayer, loadLayers, putLayer as put } from "./store.ts";

type Chart = typeof calendars;

export const getLayer: Operation<Chart["getLayer"]> = async ({ path: { area, year } }, { table }) => {
  const layer = await loadLayer(table, area, year);
  if (!layer) throw new Refusal("not-found", `Nobody has stored the days of ${area} for ${year} yet.`);
  return { status: 200, body: layer };
};

export const putLayer: Operation<Chart["putLayer"]> = async (
  { path: { area, year }, body, caller, ifMatch },
  { table, now, commit },
) => {
  await mayDeclare(caller, area, table);
  const stray = body.days.flatMap(({ date }, i) => [
    ...(Number(date.slice(0, 4)) === year ? [] : [[`$.days[${i}].date`, `must be in ${year}`] as const]),
    ...(body.days.findIndex((day) => day.date === date) < i
      ? [[`$.days[${i}].date`, "is there twice"] as const]
      : []),
  ]);
  if (stray.length > 0) throw badInput(stray);
  const before = await loadLayer(table, area, year);
  if (before && ifMatch === null)
    throw new Refusal(
      "version-needed",
      "This layer is there already: read it and send its ETag as If-Match.",
    );
  mustMatch(ifMatch, before?.version ?? 0);
  const { language, days, ...rest } = body;
  const layer = {
    ...rest,
    area,
    year,
    days: days
      .map((day) => ({ ...day, name: inLanguage(language, day.name) }))
      .toSorted((a, b) => a.date.localeCompare(b.date)),
    version: (before?.version ?? 0) + 1,
  };
  return commit(
    { status: before ? 200 : 201, body: layer },
    [
      put(layer, before?.version ?? null),
      setTimer(lookAgainNow("area", [area], year, `layer-${layer.version}`, now)),
    ],
    { realm: area, area, year, version: layer.version },
  );
};

/** A country's or region's days are the operator's to store; a town's administrator stores those of its own locality. */
async function mayDeclare(caller: Caller | null, area: string, table: Table): Promise<void> {
  const offices = caller?.offices ?? [];
  if (offices.some(({ role }) => role === "operator")) return;
  for (const { role, municipality } of offices) {
    if (role !== "administrator" || municipality === undefined) continue;
    const { areas } = await loadMunicipality(table, municipality);
    if (areas.length > 1 && areas.at(-1) === area) return;
  }
  throw new Refusal(
    "forbidden",
    "Only the operator stores this layer; an administrator, that of the own locality.",
  );
}

export const getTownCalendar: Operation<Chart["getTownCalendar"]> = async (
  { path: { municipality, year } },
  { table },
) => {
  const { areas } = await loadMunicipality(table, municipality);
  const found = await loadLayers(table, areas, [year]);
  const layers = areas.map((area) => {
    const layer = found.find((each) => each.area === area);
    return { area, confirmed: layer?.confirmed ?? false, missing: !layer };
  });
  const days = found
    .flatMap(({ area, confirmed, days: own }) =>
      own.map((day) => ({ ...day, area, confirmed: confirmed || day.confirmed })),
    )
    .toSorted((a, b) => a.date.localeCompare(b.date));
  const confirmed = layers.length > 0 && layers.every((layer) => layer.confirmed);
  return { status: 200, body: { municipality, year, confirmed, layers, days } };
};
