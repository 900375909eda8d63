import type { z } from "zod";
import { Refusal } from "../errors.ts";
import { faultsOf } from "../platform/faults.ts";
import type { Asked, Context, Route } from "../platform/contract.ts";
import type { Platform } from "../platform/platform.ts";
import type { Write } from "../platform/writes.ts";
import type { Bundle } from "./carry.ts";
import type { Row } from "./csv-columns.ts";
import type { Flaw } from "./document-model.ts";

/** What a sheet would do: the writes of the operations that HTTP has, gathered until every row is found sound. */
export interface Plan {
  readonly context: Context;
  readonly flaws: Flaw[];
  readonly bundles: Bundle[];
  /** How many rows, or people, are there already. */
  there: number;
}

export function newPlan(platform: Platform): Plan {
  const bundles: Bundle[] = [];
  const context: Context = {
    ...platform,
    now: platform.clock(),
    // Who runs this has the machine: they are the operator.
    permit: async () => undefined,
    allows: async () => true,
    commit: async (answer, writes: readonly Write[], about) => {
      bundles.push({ about: Object.entries(about).flat().join(" "), writes });
      return answer;
    },
  };
  return { context, flaws: [], bundles, there: 0 };
}

/** A request as HTTP would have parsed it. */
export const asked = <R extends Route>(path: Asked<R>["path"], body: Asked<R>["body"]): Asked<R> =>
  ({ path, body, query: undefined, caller: null, ifMatch: null, idempotencyKey: null }) as Asked<R>;

/** How the fields of an input are called in a sheet, where that differs. */
const columns: Readonly<Record<string, string>> = { occupancy: "vacant" };

/** A fault of an input, told by row and column. */
function flawOf<Column extends string>(
  row: Row<Column>,
  { path, message }: Flaw,
  named: Readonly<Record<string, string>>,
): Flaw {
  const [, field = ""] = /^\$\.(?:contact\.)?(\w+)/.exec(path) ?? [];
  const column = named[field] ?? columns[field] ?? field;
  return { path: column === "" ? `row ${row.number}` : row.at(column as Column), message };
}

/** What a row says as an input of HTTP, by its very schema; null with faults told by row and column. */
export function inputOf<S extends z.ZodType, Column extends string>(
  { flaws }: Plan,
  row: Row<Column>,
  schema: S,
  said: Readonly<Record<string, unknown>>,
  named: Readonly<Record<string, string>> = {},
): z.output<S> | null {
  const { data, error } = schema.safeParse(said);
  if (error) flaws.push(...faultsOf(error, "body").map((fault) => flawOf(row, fault, named)));
  return error ? null : data;
}

/** An operation's no is a fault of the row. */
export async function planned<T, Column extends string>(
  { flaws }: Plan,
  row: Row<Column>,
  operation: Promise<T>,
): Promise<T | null> {
  try {
    return await operation;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.faults.length === 0) flaws.push({ path: `row ${row.number}`, message: error.message });
    flaws.push(...error.faults.map((fault) => flawOf(row, fault, {})));
    return null;
  }
}
