import { Refusal } from "../errors.ts";
import { cursorOf, sortKeyIn } from "../platform/cursor.ts";
import type { Table } from "../platform/dynamo.ts";
import type { Write } from "../platform/writes.ts";
import { flat, keys, positions } from "../table.ts";
import { Municipality, MunicipalityBrief } from "./model.ts";

/** 404 when there is no such town. What never changes of it, its zone and language, may be read eventually. */
export async function loadMunicipality(
  table: Table,
  id: string,
  reading?: "eventually",
): Promise<Municipality> {
  const found = await table.get(keys.municipality(id), reading);
  if (!found) throw new Refusal("not-found", `There is no town '${id}': see /v1/municipalities.`);
  return Municipality.parse(flat(found));
}

/** The towns by id, a page of them, and the cursor of the next. */
export async function municipalityPage(
  table: Table,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
) {
  const { items, last } = await table.query({
    index: "gsi2",
    pk: keys.municipalities().gsi2pk,
    limit,
    ...(cursor !== undefined && { after: positions.municipality(sortKeyIn(cursor, {})) }),
  });
  return {
    items: items.map((each) => MunicipalityBrief.parse(flat(each))),
    cursor: cursorOf(last, "gsi2sk"),
  };
}

function item(town: Municipality) {
  const { areas, contact, description, retention, version, ...listed } = town;
  const place = { ...keys.municipality(town.id), ...keys.municipalities(town.id) };
  return { ...place, version, listed, areas, contact, description, retention };
}

export const putNewMunicipality = (town: Municipality): Write => ({
  put: item(town),
  when: "absent",
  otherwise: new Refusal("already-exists", `The town '${town.id}' is there already: choose another id.`),
});

export const putMunicipality = (town: Municipality, versionRead: number): Write => ({
  put: item(town),
  when: { is: { version: versionRead } },
});

/** Which towns use a layer: who has to look again when the layer changes. */
export const useLayer = (area: string, town: string): Write => ({
  put: { ...keys.calendarUser(area, town), area, municipality: town },
});

export const leaveLayer = (area: string, town: string): Write => ({ remove: keys.calendarUser(area, town) });
