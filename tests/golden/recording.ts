import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import type { Row } from "../support/dump.ts";
import type { Read } from "./reads.ts";

/** A whole table as a release left it, what it answered, and the town as it exported it. */
export interface Recording {
  readonly release: string;
  /** What the clock said. */
  readonly now: string;
  /** The keys that sealed what is in it; they never signed anything else. */
  readonly keys: string;
  readonly rows: readonly Row[];
  readonly reads: readonly Read[];
  readonly exported: string;
}

const fileOf = (release: string, story: string): string =>
  join(import.meta.dirname, release, `${story}.json.gz`);

export const recording = (release: string, story: string): Recording =>
  JSON.parse(gunzipSync(readFileSync(fileOf(release, story))).toString("utf8")) as Recording;

/** Never over one that is there: what a release wrote does not change any more. */
export const record = (story: string, made: Recording): void =>
  writeFileSync(fileOf(made.release, story), gzipSync(JSON.stringify(made), { level: 9 }), { flag: "wx" });
