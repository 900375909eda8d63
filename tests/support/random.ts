/** Chance that can be repeated: the same numbers for the same seed. */
export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number from 0 below `n`. */
  below(n: number): number;
  chance(percent: number): boolean;
  pick<T>(list: readonly [T, ...T[]]): T;
}

/** mulberry32: https://github.com/bryc/code/blob/master/jshash/PRNGs.md#mulberry32 */
export function randomOf(seed: number): Random {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (n: number): number => Math.floor(next() * n);
  return {
    next,
    below,
    chance: (percent) => below(100) < percent,
    pick: (list) => list[below(list.length)] ?? list[0],
  };
}

/** `CONVOCA_FAULTS=full` runs the fault suites at full size; else a share of them runs with all other tests. */
export const isFull = process.env["CONVOCA_FAULTS"] === "full";
export const sized = (share: number, full: number): number => (isFull ? full : share);

/** Runs a property for many seeds, some at once; the seed that breaks it is named in the failure. */
export async function forSeeds(
  count: number,
  property: (random: Random, seed: number) => Promise<void>,
  atOnce = 1,
): Promise<void> {
  let next = 1;
  const lane = async (): Promise<void> => {
    for (let seed = next++; seed <= count; seed = next++) {
      try {
        await property(randomOf(seed), seed);
      } catch (error) {
        throw new Error(`seed ${seed}: ${error instanceof Error ? error.message : String(error)}`, {
          cause: error,
        });
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}
