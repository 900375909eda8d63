/**
 * `node tests/golden/make.ts`: records what this release writes and answers, once, when it is made (docs/operations.md,
 * Releases). `tests/golden.test.ts` holds that every later one opens it.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exportTown } from "../../lib/exchange/export.ts";
import { SIGNING_KEYS } from "../../lib/local/signing-keys.ts";
import { startStore } from "../../lib/local/store.ts";
import { formatInstant } from "../../lib/platform/zone.ts";
import { rowsOf } from "../support/dump.ts";
import { worldOn } from "../support/world.ts";
import { readAll, readsOver } from "./reads.ts";
import { record } from "./recording.ts";
import { stories } from "./stories.ts";

const { version } = JSON.parse(readFileSync(join(import.meta.dirname, "../../package.json"), "utf8")) as {
  version: string;
};
mkdirSync(join(import.meta.dirname, version), { recursive: true });
const store = await startStore(null);
const { endpoint } = store;
for (const [story, { since, make }] of Object.entries(stories)) {
  const folder = mkdtempSync(join(tmpdir(), "convoca-golden-"));
  const world = await worldOn({ now: since, folder, endpoint, tableName: story });
  await make(world);
  const now = formatInstant(world.machine.clock.now());
  await world.clockTo(now); // what is due is done
  const rows = await rowsOf(endpoint, story);
  const reads = await readAll(world, readsOver(rows));
  const { text: exported } = await exportTown(world.machine.table, "vilanova", world.machine.clock.now());
  const keys = readFileSync(join(folder, SIGNING_KEYS), "utf8");
  record(story, { release: version, now, keys, rows, reads, exported });
  process.stdout.write(`${version} ${story}: ${rows.length} rows, ${reads.length} reads, at ${now}\n`);
  await world.close();
  rmSync(folder, { recursive: true });
}
await store.close();
