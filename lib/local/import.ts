import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { importSheet } from "../exchange/csv-import.ts";
import { importTown } from "../exchange/import.ts";
import { command } from "./exchange-command.ts";
import { NotPossible } from "./exchange-table.ts";

const USAGE = `npm run import -- <town.json>
npm run import -- --town <town> [--create-entities] <entities.csv or seats.csv>`;

await command(() => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { town: { type: "string" }, "create-entities": { type: "boolean", default: false } },
  });
  const [file] = positionals;
  if (file === undefined) throw new NotPossible(USAGE);
  const bytes = read(file);
  const { town, "create-entities": createEntities } = values;
  return async (platform) => {
    const { flaws, written, there, commits } =
      town === undefined
        ? await importTown(bytes.toString("utf8"), platform)
        : await importSheet(bytes, { town, createEntities }, platform);
    const done = `imported: ${written} written in ${commits} commits, ${there} there already`;
    return { flaws, line: flaws.length > 0 ? `nothing was imported: ${flaws.length} faults` : done };
  };
});

function read(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    throw new NotPossible(`${file} cannot be read.\n${USAGE}`);
  }
}
