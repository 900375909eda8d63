/**
 * `npm run costs`: what a month costs, by the units in `counted.json`, as it stands in docs/operations.md.
 * `npm run costs -- --count` counts them anew first: a council's year on this machine, and what the templates hold.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startStore } from "../../lib/local/store.ts";
import { production, synthesised } from "../support/stacks.ts";
import { costTable } from "./cost-table.ts";
import { countCouncil } from "./council-counted.ts";
import { countInstallation } from "./installation-counted.ts";
import type { Counted } from "./cost-model.ts";

const FILE = join(import.meta.dirname, "counted.json");

if (process.argv.includes("--count")) {
  const { endpoint, close } = await startStore(null);
  const counted: Counted = {
    ...(await countCouncil(endpoint)),
    installation: countInstallation(synthesised(production)),
  };
  await close();
  writeFileSync(FILE, `${JSON.stringify(counted, null, 2)}\n`);
}
process.stdout.write(`${costTable(JSON.parse(readFileSync(FILE, "utf8")) as Counted)}\n`);
