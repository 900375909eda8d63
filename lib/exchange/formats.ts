import { SCHEMA } from "../table.ts";
import type { Flaw } from "./document-model.ts";

/** How an exported town gets from the schema of its `convoca` to the next one. */
export interface Conversion {
  readonly from: number;
  readonly change: (town: Readonly<Record<string, unknown>>) => Record<string, unknown>;
}

/** The ways from documents of earlier releases to the present ones; see `lib/table/migrations.ts`. */
export const conversions: readonly Conversion[] = [];

/** What a present release reads. */
export interface Formats {
  readonly schema: number;
  readonly conversions: readonly Conversion[];
}

const present: Formats = { schema: SCHEMA, conversions };

/**
 * A document as the present release would have written it. One of a newer release is refused, and nothing else of it looked
 * at; what says no schema at all is left to the schema of documents.
 */
export function inPresentFormat(
  raw: unknown,
  { schema, conversions: all }: Formats = present,
): { readonly town: unknown; readonly flaws: readonly Flaw[] } {
  const { convoca: found } = (raw ?? {}) as { convoca?: unknown };
  if (typeof found !== "number" || !Number.isInteger(found) || found < 1) return { town: raw, flaws: [] };
  if (found > schema) {
    const message = `is ${found}, of a newer release: this one reads up to ${schema}`;
    return { town: null, flaws: [{ path: "$.convoca", message }] };
  }
  const town = all
    .filter(({ from }) => from >= found)
    .toSorted((one, other) => one.from - other.from)
    .reduce((changed, { change }) => change(changed), raw as Readonly<Record<string, unknown>>);
  return { town: { ...town, convoca: schema }, flaws: [] };
}
