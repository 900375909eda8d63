import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { exportTown } from "../exchange/export.ts";
import { command } from "./exchange-command.ts";
import { NotPossible } from "./exchange-table.ts";

await command(() => {
  const [town, file] = parseArgs({ allowPositionals: true }).positionals;
  if (town === undefined) throw new NotPossible("npm run export -- <town> [file]");
  return async ({ table, clock }) => {
    const { text, flaws } = await exportTown(table, town, clock());
    // There are people in it: only its owner reads the file.
    if (file === undefined) process.stdout.write(text);
    else writeFileSync(file, text, { mode: 0o600 });
    const wrong = flaws.length === 0 ? "" : `; an import would refuse it: ${flaws.length} faults`;
    const line = `exported ${town}: ${Buffer.byteLength(text)} bytes${wrong}`;
    return { flaws, line, ...(file === undefined && { to: process.stderr }) };
  };
});
