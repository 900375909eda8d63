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

/** One store in memory for the whole run; every world has a table of its own in it. */
export async function setup(project: TestProject): Promise<void> {
  store = await startStore(null);
  project.provide("endpoint", store.endpoint);
}

export async function teardown(): Promise<void> {
  await store?.close();
}
