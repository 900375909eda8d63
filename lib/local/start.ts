import { flushCompileCache } from "node:module";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { jsonLines } from "../platform/log.ts";
import { parseInstant } from "../platform/zone.ts";
import { loadExamples } from "./load-examples.ts";
import { startMachine } from "./machine.ts";
import type { Machine } from "./machine.ts";

const { values } = parseArgs({ options: { memory: { type: "boolean" }, now: { type: "string" } } });
const now = values.now === undefined ? null : parseInstant(values.now);
if (values.now !== undefined && now === null)
  throw new Error("--now takes an instant like 2015-11-20T09:00:00Z");

const folder = values.memory ? null : resolve(process.env["CONVOCA_DATA"] ?? ".convoca");
const machine = await startMachine({
  port: Number(process.env["PORT"] ?? 3000),
  folder,
  now,
  tableName: process.env["TABLE_NAME"] ?? "convoca",
  corsOrigins: (process.env["CORS_ORIGINS"] ?? "*").split(","),
  log: jsonLines,
});
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => void machine.close().then(() => process.exit(0)));
await firstRun(machine);
// Where NODE_COMPILE_CACHE names a folder: what was compiled is kept now, however this ends
flushCompileCache();
process.stdout.write(`
Convoca is up: ${machine.url}
  towns          ${machine.url}/v1/municipalities
  first sessions ${machine.url}/v1/municipalities/casamassima/sessions?from=2015-12-01&to=2016-12-31
  a calendar     ${machine.url}/v1/municipalities/casamassima/calendar.ics
  interface      ${machine.url}/v1/openapi.json
  a token        curl -X POST ${machine.url}/local/tokens -d '{"role":"administrator","municipality":"casamassima"}'
  mail           ${machine.sink.url}   (none leaves this machine; ${machine.url}/local/inbox leads there)
  the clock      curl -X PUT ${machine.url}/local/clock -d '{"now":"..."}'   (then it stands still)
  data           ${folder ?? "in a temporary folder, gone at the end"}
`);

/** The example towns, unless the last of them is there. */
async function firstRun({ url, clock }: Machine): Promise<void> {
  const there = await fetch(`${url}/v1/municipalities/superilles/body-templates`);
  if (((await there.json()) as { items?: unknown[] }).items?.length) return;
  const signIn = await fetch(`${url}/local/tokens`, {
    method: "POST",
    body: JSON.stringify({ role: "operator" }),
  });
  const { token } = (await signIn.json()) as { token: string };
  await loadExamples({ url, token, now: clock.now() });
}
