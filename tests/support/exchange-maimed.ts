import * as fc from "fast-check";
import { expect } from "vitest";
import { Document } from "../../lib/exchange/document-model.ts";
import { importTown } from "../../lib/exchange/import.ts";
import type { Platform } from "../../lib/platform/platform.ts";
import { leaveOut } from "./exchange-breaks.ts";
import type { Town } from "./exchange-breaks.ts";
import { written } from "./exchange-ground.ts";
import type { exchangeGround } from "./exchange-ground.ts";

/** The document of a town that has lost something, again and again: imported as it says, or refused without a trace. How often each. */
export async function maimed(
  { made, rows, wiped, exported }: ReturnType<typeof exchangeGround>,
  { seed, numRuns }: { readonly seed: number; readonly numRuns: number },
): Promise<{ imported: number; refused: number }> {
  const seen = { imported: 0, refused: 0 };
  const property = fc.asyncProperty(fc.nat(), async (pick) => {
    const town: Town = JSON.parse(made().text);
    leaveOut(town, pick);
    await wiped();
    const before = await rows();
    const { flaws } = await importTown(written(town), made().platform);
    const isRefused = flaws.length > 0;
    seen[isRefused ? "refused" : "imported"]++;
    const [found, expected] = isRefused
      ? [await rows(), before]
      : [JSON.parse(await exported()), Document.parse(town)];
    expect(found).toEqual(expected);
  });
  await fc.assert(property, { seed, numRuns });
  return seen;
}

/** A platform whose table takes so many commits and no more. */
export function stumbling(platform: Platform, most: number): Platform {
  let left = most;
  const transact: Platform["table"]["transact"] = async (writes) => {
    if (left-- <= 0) throw new Error("cut short");
    await platform.table.transact(writes);
  };
  return { ...platform, table: { ...platform.table, transact } };
}
