import { Refusal } from "../errors.ts";
import type { Write } from "../platform/writes.ts";
import { keys } from "../table.ts";

/** Session ids begin with their body's and series' ids: no two of them may begin alike. */
export const claimPrefix = (town: string, prefix: string): Write => ({
  put: { ...keys.claim(town, prefix) },
  when: "absent",
  otherwise: new Refusal(
    "already-exists",
    `Sessions of '${prefix}' are there already under that id: choose another id.`,
  ),
});
