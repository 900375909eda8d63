import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startStore } from "../../lib/local/store.ts";
import type { Store } from "../../lib/local/store.ts";

declare module "vitest" {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- merged into vitest's own interface
  interface ProvidedContext {
    endpoint: string;
  }
}

let store: Store | undefined;
const compiled = mkdtempSync(join(tmpdir(), "convoca-compiled-"));

/** One store in memory for the whole run; every world has a table of its own in it. */
export async function setup(project: TestProject): Promise<void> {
  // Servers and commands that tests start, again and again, are compiled once
  process.env["NODE_COMPILE_CACHE"] = compiled;
  store = await startStore(null);
  project.provide("endpoint", store.endpoint);
}

export async function teardown(): Promise<void> {
  await store?.close();
  rmSync(compiled, { recursive: true, force: true });
}
