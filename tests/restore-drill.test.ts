import { execFileSync } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DeleteTableCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { createTable } from "../lib/local/create-table.ts";
import { localClient } from "../lib/local/store.ts";
import { SCHEMA } from "../lib/table.ts";
import { readAll, readsOver } from "./golden/reads.ts";
import type { Read } from "./golden/reads.ts";
import { mailsOf } from "./support/convening-town.ts";
import { rowsOf } from "./support/dump.ts";
import type { Row } from "./support/dump.ts";
import { heldTown } from "./support/exchange-held.ts";
import { rowsThatMatter } from "./support/exchange-wipe.ts";
import { restoreTable } from "./support/restored-table.ts";
import { mustBe, worldOn } from "./support/world.ts";
import type { World } from "./support/world.ts";

const STORY_MILLISECONDS = 120_000;
const endpoint = inject("endpoint");
const TOWN = "vilanova";
const NOW = "2016-02-12T16:43:00Z";
const store = localClient(endpoint);
const folder = mkdtempSync(join(tmpdir(), "convoca-drill-"));
const file = join(folder, "vilanova.json");
const tables = {
  first: `drill-${randomUUID()}`,
  anew: `drill-${randomUUID()}`,
  copy: `drill-${randomUUID()}`,
};

const on = (tableName: string, now = NOW): Promise<World> => worldOn({ now, folder, endpoint, tableName });

/** A command of operations, as it is typed where the table is somewhere else. */
const run = (tableName: string, name: "export" | "import" | "verify", ...typed: string[]): string =>
  execFileSync(process.execPath, [join(import.meta.dirname, `../lib/local/${name}.ts`), ...typed], {
    env: { ...process.env, DYNAMODB_ENDPOINT: endpoint, TABLE_NAME: tableName, CONVOCA_DATA: folder },
    encoding: "utf8",
  });

/** Calendars are their areas' own and stay; how often somebody booked today is forgotten; sign-ins of this machine's tokens are nobody's. */
const travels = ({ pk }: Row): boolean => !/^CALENDAR#|^BOOKING##|^IDENTITY#urn:convoca:local/.test(pk);

/** How many rows of each family there are, and what is in them. */
function accountOf(rows: readonly Row[]): Record<string, string> {
  const byFamily = Object.groupBy(
    rowsThatMatter(rows.filter(travels)),
    (row) => /"pk":"(\w+)/.exec(row)?.[1] ?? "",
  );
  return Object.fromEntries(
    Object.entries(byFamily).map(([family, lines = []]) => {
      const digest = createHash("sha256").update(lines.toSorted().join("\n")).digest("hex");
      return [family, `${lines.length} rows, sha256 ${digest}`];
    }),
  );
}

let rows: Row[];
let reads: Read[];
let waiting: number;
beforeAll(async () => {
  const world = await on(tables.first, "2016-02-01T08:00:00Z");
  await heldTown(world);
  await world.clockTo(NOW);
  rows = await rowsOf(endpoint, tables.first);
  reads = await readAll(world, readsOver(rows, 1));
  waiting = rows.filter(({ pk }) => pk.startsWith("OUTBOX#")).length;
  await world.close();
}, STORY_MILLISECONDS);
afterAll(async () => {
  await store.send(new DeleteTableCommand({ TableName: tables.copy }));
  store.destroy();
  rmSync(folder, { recursive: true });
});

describe("a town that met, convened, wrote minutes and let its rooms", () => {
  it("says of every row and index entry of which schema it is", async () => {
    const entries = [
      ...(await rowsOf(endpoint, tables.first, "gsi1")),
      ...(await rowsOf(endpoint, tables.first, "gsi2")),
    ];
    expect(rows.filter(({ schema }) => schema !== SCHEMA)).toEqual([]);
    expect(entries.filter(({ s: schema = 1 }) => schema !== SCHEMA)).toEqual([]);
    expect(Object.keys(accountOf(rows)).length).toBeGreaterThan(20);
  });
});

describe("exported, destroyed with its table, and restored into a new one", () => {
  let world: World;
  let said: string[];
  beforeAll(async () => {
    said = [run(tables.first, "export", TOWN, file)];
    await store.send(new DeleteTableCommand({ TableName: tables.first }));
    await createTable(store, tables.anew);
    said.push(run(tables.anew, "import", file));
    world = await on(tables.anew);
  });
  afterAll(async () => {
    await world.close();
    await store.send(new DeleteTableCommand({ TableName: tables.anew }));
  });

  it("has as many rows of everything, and the same digests", async () => {
    expect(said[0]).toMatch(/^exported vilanova: \d+ bytes\n$/);
    expect(said[1]).toMatch(/^imported: \d+ written in \d+ commits, 0 there already\n$/);
    expect(accountOf(await rowsOf(endpoint, tables.anew))).toEqual(accountOf(rows));
  });

  it("proves every notice, with the keys that sealed them", () => {
    expect(run(tables.anew, "verify", TOWN)).toMatch(/^verified vilanova: .* 0 faults\n$/);
  });

  it("answers every read as before, once its areas have their calendars", async () => {
    const operator = await world.as({ role: "operator" });
    const layers = reads.filter(({ as, path }) => as === "operator" && path.startsWith("/v1/calendars/"));
    for (const { path, body } of layers) {
      const { confirmed, source, days } = body as Record<string, unknown>;
      mustBe(201, await operator.put(path, { confirmed, source, days }));
    }
    expect(await readAll(world, reads)).toEqual(reads);
  });

  it("is exported again byte by byte", () => {
    run(tables.anew, "export", TOWN, `${file}.again`);
    expect(readFileSync(`${file}.again`, "utf8")).toBe(readFileSync(file, "utf8"));
  });
});

describe("a table restored from a point in time under another name", () => {
  let world: World;
  beforeAll(async () => {
    await restoreTable(endpoint, tables.copy, rows);
    world = await on(tables.copy);
  });
  afterAll(() => world.close());

  it("is the same to whoever is told no more than its name", async () => {
    expect(await rowsOf(endpoint, tables.copy)).toEqual(rows);
    expect(await readAll(world, reads)).toEqual(reads);
  });

  it("sends what waited, though its stream tells nothing of it", async () => {
    expect(waiting).toBeGreaterThan(0);
    await world.clockTo("2016-02-13T16:43:00Z");
    expect(mailsOf(world).length).toBeGreaterThanOrEqual(waiting);
    expect((await rowsOf(endpoint, tables.copy)).filter(({ pk }) => pk.startsWith("OUTBOX#"))).toEqual([]);
  });
});
