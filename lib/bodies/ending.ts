import * as z from "zod";
import { daysOf, formatDate } from "../platform/civil.ts";
import type { Table } from "../platform/dynamo.ts";
import { setTimer } from "../platform/timers.ts";
import type { Timer } from "../platform/timers.ts";
import { endsBy } from "../platform/validity.ts";
import type { Write } from "../platform/writes.ts";
import { formatInstant } from "../platform/zone.ts";
import { keys } from "../table.ts";
import type { StoredBody } from "./model.ts";
import { relationItems, relationWrites } from "./relation-store.ts";
import { StoredRelation } from "./relation-model.ts";

/**
 * The bodies of a town whose dissolution is decided and not yet carried through everything, and the first day on
 * which each is no more for sure. Readers of sessions look here; it is empty nearly always.
 */
const Ending = z.object({ bodies: z.record(z.string(), z.string()), version: z.int() });
export type Endings = Readonly<Record<string, string>>;

async function loadEnding(table: Table, town: string): Promise<z.infer<typeof Ending> | null> {
  const item = await table.get(keys.ending(town));
  return item ? Ending.parse(item) : null;
}

/** The first day without each of the bodies that are being dissolved. */
export const endingsOf = async (table: Table, town: string): Promise<Endings> =>
  (await loadEnding(table, town))?.bodies ?? {};

/** The first day on which a body is no more for sure; null when it was not dissolved. */
export const firstDayWithout = ({ dissolved }: Pick<StoredBody, "dissolved">): string | null => {
  if (!dissolved) return null;
  return dissolved.date === null ? "0000-01-01" : formatDate(daysOf(dissolved.date).last);
};

const put = (town: string, bodies: Endings, versionRead: number | null): Write => ({
  put: { ...keys.ending(town), bodies, version: (versionRead ?? 0) + 1 },
  when: versionRead === null ? "absent" : { is: { version: versionRead } },
});

const dissolveSoon = (town: string, body: string, now: number): Timer => ({
  kind: "dissolve",
  due: formatInstant(now),
  reference: [town, body],
  detail: {},
});

/** The intent to dissolve bodies, and the end of their relations. */
export async function endingWrites(
  table: Table,
  town: string,
  dissolved: readonly StoredBody[],
  now: number,
): Promise<Write[]> {
  const before = await loadEnding(table, town);
  const bodies = { ...before?.bodies };
  const relations = new Map<string, Write[]>();
  for (const body of dissolved) {
    bodies[body.id] = firstDayWithout(body) ?? "";
    const until = body.dissolved?.date ?? null;
    for await (const item of relationItems(table, town, body.id)) {
      const relation = StoredRelation.parse(item);
      if (until === null || endsBy(relation.until, until)) continue;
      const ended = { ...relation, until, act: body.dissolved?.act ?? null, version: relation.version + 1 };
      const { kind, to } = relation;
      relations.set([relation.body, kind, to.type, to.id].join(" "), relationWrites(relation, ended));
    }
  }
  return [
    put(town, bodies, before?.version ?? null),
    ...dissolved.map(({ id }) => setTimer(dissolveSoon(town, id, now))),
    ...[...relations.values()].flat(),
  ];
}

/** A dissolution was carried through: its body leaves the list. */
export async function endedWrite(table: Table, town: string, body: string): Promise<Write[]> {
  const before = await loadEnding(table, town);
  if (!before || !(body in before.bodies)) return [];
  const { [body]: _, ...bodies } = before.bodies;
  return [put(town, bodies, before.version)];
}
