import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { allowedTo } from "./allowed.ts";
import { deploymentOf } from "./assembly.ts";
import { missing, pageOf, recordOf } from "./rights-page.ts";
import type { Use } from "./rights.ts";
import { rolesOf } from "./roles.ts";
import { synthesise } from "./synthesis.ts";

/**
 * `npm run rehearse`: synthesises, or takes the assembly that is given, runs the end-to-end tests on it, and compares what every role
 * may do with what it did. `--write` keeps the rights, where they are the same, for the docs and for `npm test`.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { assembly: { type: "string" }, write: { type: "boolean", default: false } },
});
const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "convoca-rehearsal-"));
const say = (text: string): boolean => process.stdout.write(`${text}\n`);

async function rehearse(): Promise<number> {
  const assembly = values.assembly === undefined ? join(folder, "cdk.out") : resolve(values.assembly);
  const uses = join(folder, "uses.jsonl");
  if (values.assembly === undefined) {
    say("Synthesising ...");
    await synthesise(assembly);
  }
  writeFileSync(uses, "");
  const failed = await endToEnd({ CONVOCA_ASSEMBLY: assembly, CONVOCA_USES: uses });
  if (positionals.length > 0) {
    say("Only some tests ran: rights are not compared.");
    return failed;
  }
  say("Asking what each role may do, of every action, on every resource, for every family of keys ...");
  const deployment = deploymentOf(assembly, "table");
  const allowed: Use[] = [];
  for (const role of rolesOf(deployment)) allowed.push(...(await allowedTo(role, deployment)));
  const lines = readFileSync(uses, "utf8")
    .split("\n")
    .filter((line) => line !== "");
  const used = lines.map((line) => JSON.parse(line) as Use);
  const [unused, unforeseen] = [missing(allowed, used), missing(used, allowed)];
  for (const line of unused) say(`allowed, never used:  ${line}`);
  for (const line of unforeseen) say(`used, not allowed:    ${line}`);
  say(
    `${new Set(used.map(({ role }) => role)).size} roles, ${missing(used, []).length} rights used, ${unused.length} unused.`,
  );
  if (failed !== 0 || unused.length + unforeseen.length > 0) return 1;
  if (values.write) {
    const recorded = recordOf(used);
    writeFileSync(join(root, "tests/rehearsal/rights.json"), `${JSON.stringify(recorded, null, 1)}\n`);
    writeFileSync(join(root, "docs/rights.md"), pageOf(recorded));
  }
  return 0;
}

/** Gives back the tests' exit code. */
function endToEnd(env: Readonly<Record<string, string>>): Promise<number> {
  const options = ["run", "--config", "tests/rehearsal/vitest.config.ts", "--root", ".", ...positionals];
  const tests = spawn("npx", ["--no", "vitest", ...options], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: "inherit",
  });
  return new Promise((done) => tests.once("exit", (code) => done(code ?? 1)));
}

process.exitCode = await rehearse().finally(() => rmSync(folder, { recursive: true, force: true }));
