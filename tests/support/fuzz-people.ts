import type { Place } from "./fuzz-world.ts";
import { mustBe } from "./world.ts";
import type { Client } from "./world.ts";

/** In a name of everyone's whom a world begins with, and nowhere else: whoever reads this has read of a person. */
export const markOf = (person: string): string => `zq${person.replaceAll("-", "")}qz`;
export const MARK = /zq[0-9a-f]{32}qz/;

const RELATIONS = ["hangs-from-challenge", "follows-plan", "collaborates-with-entity"] as const;

/** People of a body, some on seats, and its relations: the ids of each. */
export async function peopled(operator: Client, at: string, body: string): Promise<Place[]> {
  const places: Place[] = [];
  for (const role of ["secretary", "president", "member", null]) {
    const { id } = mustBe(201, await operator.post(`${at}/people`, { name: "Nom", keeper: body })).body as {
      id: string;
    };
    const mark = markOf(id);
    const marked = { name: `Nom ${mark}`, email: `${mark}@example.org`, phone: mark, address: mark };
    mustBe(200, await operator.patch(`${at}/people/${id}`, marked, { "if-match": '"1"' }));
    places.push({ person: id });
    if (role === null) continue;
    const seat = mustBe(201, await operator.post(`${at}/bodies/${body}/seats`, { role, titular: id }))
      .body as {
      id: string;
    };
    places.push({ seat: seat.id });
  }
  for (const relation of RELATIONS) {
    const [kind, type] = /^(.*)-([a-z]+)$/.exec(relation)?.slice(1) ?? [];
    const to = { type, id: body };
    mustBe(201, await operator.post(`${at}/bodies/${body}/relations`, { kind, to }));
    places.push({ relation: `${relation}-${body}` });
  }
  return places;
}
