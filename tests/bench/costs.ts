/**
 * `npm run costs`: what a month costs, by the units in `counted.json`. `--count` counts them anew first: a council's year on
 * this machine, and what the templates hold. `--write` puts the table into docs/operations.md.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startStore } from "../../lib/local/store.ts";
import { production, synthesised } from "../support/stacks.ts";
import { costTable, inMarkers } from "./cost-table.ts";
import { countCouncil } from "./council-counted.ts";
import { countInstallation } from "./installation-counted.ts";
import type { Counted } from "./cost-model.ts";

const FILE = join(import.meta.dirname, "counted.json");
const DOCS = join(import.meta.dirname, "../../docs/operations.md");

if (process.argv.includes("--count")) {
  const store = await startStore(null);
  const counted: Counted = {
    ...(await countCouncil(store.endpoint)),
    installation: countInstallation(synthesised(production)),
  };
  await store.close();
  writeFileSync(FILE, `${JSON.stringify(counted, null, 2)}\n`);
}
const table = costTable(JSON.parse(readFileSync(FILE, "utf8")) as Counted);
if (process.argv.includes("--write")) writeFileSync(DOCS, inMarkers(readFileSync(DOCS, "utf8"), table));
process.stdout.write(`${table}\n`);
