import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { TestProject } from "vitest/node";
import { synthesise } from "./synthesis.ts";

const folder = mkdtempSync(join(tmpdir(), "convoca-rehearsal-"));

/** What is rehearsed is what is synthesised now, or the assembly that CONVOCA_ASSEMBLY names: one that is to be deployed. */
export async function setup(project: TestProject): Promise<void> {
  const given = process.env["CONVOCA_ASSEMBLY"];
  const assembly = given ? resolve(given) : join(folder, "cdk.out");
  if (!given) await synthesise(assembly);
  project.provide("rehearsal", {
    assembly,
    uses: process.env["CONVOCA_USES"] ?? join(folder, "uses.jsonl"),
  });
}

export const teardown = (): void => rmSync(folder, { recursive: true, force: true });
