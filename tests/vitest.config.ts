import { defineConfig } from "vitest/config";

// About the embedded store's own process and file: a store that somebody else runs is left alone.
const ofTheEmbeddedStore = [
  "tests/embedded-store.test.ts",
  "tests/faults/kill.test.ts",
  "tests/faults/convocations-kill.test.ts",
  "tests/exchange-commands.test.ts",
];

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    exclude: process.env["DYNAMODB_ENDPOINT"] ? ofTheEmbeddedStore : [],
    globalSetup: ["tests/support/store.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // Each file has a table of its own; what is imported is read once a worker and stays warm
    isolate: false,
  },
});
