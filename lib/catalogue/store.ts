import type { z } from "zod";
import { Refusal } from "../errors.ts";
import { cursorOf, sortKeyIn } from "../platform/cursor.ts";
import type { Item, Table } from "../platform/dynamo.ts";
import type { Write } from "../platform/writes.ts";
import { keys } from "../table.ts";
import type { CatalogueKind } from "../table.ts";

/** What a town keeps by id beside its bodies: challenges, plans, templates, territories. */
type Kept = Readonly<Record<string, unknown>> & {
  readonly id: string;
  readonly municipality: string;
  readonly version: number;
};

/** Reads and writes of one kind of what a town keeps; all of them work alike. */
export function catalogueOf<T extends Kept>(kind: CatalogueKind, schema: z.ZodType<T>) {
  const find = async (table: Table, town: string, id: string): Promise<T | null> => {
    const item = await table.get(keys.catalogue(town, kind, id));
    return item ? schema.parse(item) : null;
  };
  const item = (kept: T): Item => ({
    ...keys.catalogue(kept.municipality, kind, kept.id),
    ...kept,
  });
  return {
    find,

    /** 404 when the town has none of this id. */
    async load(table: Table, town: string, id: string): Promise<T> {
      const found = await find(table, town, id);
      if (!found) throw new Refusal("not-found", `There is no ${kind} '${id}' in '${town}'.`);
      return found;
    },

    /** By id, a page of them, and the cursor of the next. */
    async page(
      table: Table,
      town: string,
      { limit, cursor }: { limit: number; cursor?: string | undefined },
    ) {
      const within = keys.catalogueOf(town, kind);
      const { items, last } = await table.query({
        ...within,
        limit,
        ...(cursor !== undefined && { after: { pk: within.pk, sk: sortKeyIn(cursor, within) } }),
      });
      return { items: items.map((each) => schema.parse(each)), cursor: cursorOf(last, "sk") };
    },

    putNew: (kept: T): Write => ({
      put: item(kept),
      when: "absent",
      otherwise: new Refusal(
        "already-exists",
        `The ${kind} '${kept.id}' is there already: choose another id.`,
      ),
    }),

    put: (kept: T, versionRead: number): Write => ({
      put: item(kept),
      when: { is: { version: versionRead } },
    }),

    /** Guards what leads to it: it must be there. */
    mustBeThere: (town: string, id: string): Write => ({
      check: keys.catalogue(town, kind, id),
      when: "present",
      otherwise: new Refusal("not-found", `There is no ${kind} '${id}' in '${town}': take it in first.`),
    }),
  };
}
