import { families, SCHEMA } from "../table.ts";
import type { Family, Key } from "../table.ts";
import { migrations } from "../table/migrations.ts";

/** What is stored, as far as a migration knows it. */
export type Stored = Key & Readonly<Record<string, unknown>>;

/**
 * How the items of a family get from one schema to the next. It is given items and entries of indexes: of these only their
 * keys, `version` and `listed`. A pure function, that leaves alone the keys and what writes are conditional on (`version`,
 * `revision`); and it has nothing to do with convocations and the ledger, whose digests are of what was written.
 */
export interface Migration {
  readonly family: Family;
  /** The schema it starts from: what it gives is of the next. */
  readonly from: number;
  readonly change: (item: Stored) => Stored;
}

/** The schema that this code writes, and how it reads what is older. */
export interface Shapes {
  readonly schema: number;
  readonly migrations: readonly Migration[];
}

export const presentShapes: Shapes = { schema: SCHEMA, migrations };

/** That data are of a newer release. An error of our own and no refusal: nobody who asks can do anything about it. */
export const newerData = (found: string, schema: number): Error =>
  new Error(
    `${found}, and this release knows schema ${schema}: the data were written by a newer release. Data go forward only, ` +
      "so deploy that release again (docs/operations.md, Roll back).",
  );

/** Entries of indexes say it by `s`, and not at all where it is the first. */
const schemaOf = ({ schema, s = 1 }: Stored): number => Number(schema ?? s);

/** Read as it was written, whenever that was: whoever verifies the ledger looks at every attribute, this one too. */
const AS_WRITTEN = families.ledger.leading;

/** An item as this release knows it. Throws when it is of a newer one: half understood, it might be written over. */
export function upToDate(item: Stored, { schema, migrations: all }: Shapes): Stored {
  const found = schemaOf(item);
  if (found === schema || item.pk.startsWith(AS_WRITTEN)) return item;
  if (!(found < schema)) throw newerData(`An item has schema ${found}`, schema);
  const changed = all
    .filter(({ family, from }) => from >= found && item.pk.startsWith(families[family].leading))
    .toSorted((one, other) => one.from - other.from)
    .reduce((so, { change }) => change(so), item);
  return { ...changed, schema };
}
