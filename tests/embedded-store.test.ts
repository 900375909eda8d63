import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, it } from "vitest";
import { startStore } from "../lib/local/store.ts";

/** About the embedded store's own process and file. */
it("without a file it leaves nothing behind", async () => {
  const before = new Set(readdirSync(tmpdir()));
  const store = await startStore(null);
  const [temporary = ""] = readdirSync(tmpdir()).filter(
    (name) => !before.has(name) && existsSync(join(tmpdir(), name, "table.db")),
  );
  await store.close();
  expect(temporary).toMatch(/^convoca-/);
  expect(existsSync(join(tmpdir(), temporary))).toBe(false);
});

it("costs a write no look at all the writes before it", async () => {
  const folder = mkdtempSync(join(tmpdir(), "convoca-test-"));
  const store = await startStore(join(folder, "table.db"));
  const database = new DatabaseSync(join(folder, "table.db"), { readOnly: true });
  const plan = database
    .prepare(
      "EXPLAIN QUERY PLAN SELECT MAX(CAST(sequence_number AS INTEGER)) + 1 FROM _stream_records WHERE table_name = 'x'",
    )
    .all();
  database.close();
  await store.close();
  rmSync(folder, { recursive: true });
  expect(JSON.stringify(plan)).toMatch(/SEARCH _stream_records USING .*INDEX convoca_stream/);
});
