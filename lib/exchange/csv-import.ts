import type { Platform } from "../platform/platform.ts";
import { mustFit } from "../platform/commit.ts";
import { carry } from "./carry.ts";
import { planEntities } from "./csv-entities.ts";
import { namedSheet } from "./csv-columns.ts";
import { knownTown } from "./csv-known.ts";
import { newPlan } from "./csv-plan.ts";
import { readSheet, textOfBytes } from "./csv-read.ts";
import { planSeats } from "./csv-seats.ts";
import type { Flaw } from "./document-model.ts";

/** What an import of a sheet did: with faults, nothing. */
export interface SheetImported {
  readonly flaws: readonly Flaw[];
  readonly kind: "entities" | "seats" | null;
  /** What was made: rows, and the people and entities that they brought. */
  readonly written: number;
  /** The rows that said what is there already. */
  readonly there: number;
  readonly commits: number;
}

export interface SheetOptions {
  readonly town: string;
  /** Whether an entity that a row of seats names is made where it is not there. */
  readonly createEntities: boolean;
}

/**
 * Takes in a clerk's spreadsheet. Every row goes through the operation that HTTP has, which writes nothing until all rows
 * are sound. A second run finds everything there.
 */
export async function importSheet(
  bytes: Uint8Array,
  { town, createEntities }: SheetOptions,
  platform: Platform,
): Promise<SheetImported> {
  const nothing = { kind: null, written: 0, there: 0, commits: 0 };
  const { sheet, flaws: unread } = readSheet(textOfBytes(bytes));
  if (!sheet) return { ...nothing, flaws: unread };
  const { named, flaws: unnamed } = namedSheet(sheet);
  if (!named) return { ...nothing, flaws: [...unread, ...unnamed] };
  const plan = newPlan(platform);
  const known = await knownTown(platform.table, town);
  if (named.kind === "entities") await planEntities(plan, known, named.rows);
  else await planSeats(plan, known, named.rows, createEntities);
  const { bundles, there } = plan;
  const flaws = [...unread, ...plan.flaws].toSorted((one, other) => rowOf(one) - rowOf(other));
  if (flaws.length > 0) return { ...nothing, flaws };
  mustFit(bundles.flatMap(({ writes }) => writes));
  const operation = named.kind === "entities" ? "importEntities" : "importSeats";
  const commits = await carry(platform, town, operation, bundles);
  return { flaws: [], kind: named.kind, written: bundles.length, there, commits };
}

const rowOf = ({ path }: Flaw): number => Number(/\d+/.exec(path)?.[0] ?? 0);
