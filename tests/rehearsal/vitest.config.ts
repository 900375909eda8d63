import { defineConfig } from "vitest/config";

/** What calls no function, or brings up a service of its own: rules, shapes, words, templates, programs, recordings. */
const withoutFunctions = [
  "recurrence*",
  "stacks*",
  "settings",
  "aws",
  "bundles",
  "charts",
  "civil",
  "embedded-store",
  "examples-calendars",
  "examples-data",
  "exchange-commands",
  "golden",
  "key-set",
  "law-notice",
  "ledger-canonical",
  "machine",
  "mail-*",
  "meetings-rules",
  "openapi",
  "restore-drill",
  "rights",
  "operations",
  "security",
  "signing-keys",
  "states",
  "stream",
  "timetable",
  "validity",
  "zone",
];

export default defineConfig({
  test: {
    include: ["tests/*.test.ts", "tests/fuzz/fuzz.test.ts"],
    exclude: withoutFunctions.map((name) => `tests/${name}.test.ts`),
    globalSetup: ["tests/support/store.ts", "tests/rehearsal/setup.ts"],
    testTimeout: 240_000,
    hookTimeout: 240_000,
    maxWorkers: 2,
    isolate: false,
  },
});
