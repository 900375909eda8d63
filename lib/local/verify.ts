import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { Certificate } from "../notices/model.ts";
import { certificateFaults } from "../convocations/verify-certificate.ts";
import { verifyTown } from "../convocations/verify-town.ts";
import { command } from "./exchange-command.ts";
import { NotPossible } from "./exchange-table.ts";

const USAGE = `npm run verify -- <town> [session]
npm run verify -- --certificate <certificate.json>`;

await command(() => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { certificate: { type: "string" } },
  });
  const certificate = values.certificate === undefined ? null : read(values.certificate);
  const [town = certificate?.municipality, session = certificate?.session] = positionals;
  if (town === undefined) throw new NotPossible(USAGE);
  return async ({ table, keys }) => {
    const ring = await keys();
    const { faults, sessions, convocations, events } = await verifyTown(table, town, session, ring);
    const flaws = [...(certificate ? await certificateFaults(certificate, table, ring) : []), ...faults];
    const looked = `${sessions} sessions, ${convocations} convocations, ${events} events`;
    const held = certificate ? `, and a certificate of ${certificate.issuedAt}` : "";
    return { flaws, line: `verified ${town}: ${looked}${held}; ${flaws.length} faults` };
  };
});

/** A certificate as it was issued: what was added to it since is held against its seal, too. */
function read(file: string): Certificate {
  try {
    const raw: unknown = JSON.parse(readFileSync(file, "utf8"));
    Certificate.parse(raw);
    return raw as Certificate;
  } catch {
    throw new NotPossible(`${file} cannot be read as a certificate.\n${USAGE}`);
  }
}
