import { commit, MOST_WRITES } from "../platform/commit.ts";
import type { Platform } from "../platform/platform.ts";
import type { Write } from "../platform/writes.ts";

/** Writes that belong together, and what they are about, in ids. */
export interface Bundle {
  readonly about: string;
  readonly writes: readonly Write[];
}

/** What one commit takes, its audit entry left out. */
export const MOST_TOGETHER = MOST_WRITES - 1;

const keyOf = (write: Write): string => {
  const { pk, sk } = "put" in write ? write.put : "remove" in write ? write.remove : write.check;
  return `${pk} ${sk}`;
};

/** Bundles in commits of at most so many writes; a bundle stays whole. */
function commitsOf(bundles: readonly Bundle[]): Bundle[][] {
  const commits: Bundle[][] = [];
  let room = 0;
  for (const bundle of bundles) {
    if (bundle.writes.length > room) {
      commits.push([]);
      room = MOST_TOGETHER;
    }
    commits.at(-1)?.push(bundle);
    room -= bundle.writes.length;
  }
  return commits;
}

/** A commit takes each key once: what is checked is checked once, and not at all where it was put just before. */
function distinct(writes: readonly Write[], put: ReadonlySet<string>): Write[] {
  const seen = new Set<string>();
  return writes.filter((write) => {
    if (!("check" in write)) return true;
    const key = keyOf(write);
    return !put.has(key) && !seen.has(key) && seen.add(key);
  });
}

/** Carries bundles out in order, each commit with its audit entry. Gives how many commits it took. */
export async function carry(
  platform: Platform,
  realm: string,
  operation: string,
  bundles: readonly Bundle[],
): Promise<number> {
  const commits = commitsOf(bundles);
  const put = new Set(bundles.flatMap(({ writes }) => writes.filter((write) => "put" in write).map(keyOf)));
  for (const [i, chunk] of commits.entries()) {
    const about = { part: `${i + 1}/${commits.length}`, things: chunk.map((each) => each.about) };
    const writes = distinct(
      chunk.flatMap((each) => each.writes),
      put,
    );
    await commit(platform, { realm, by: "import", operation, about }, writes);
  }
  return commits.length;
}
