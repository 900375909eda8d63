import type { Timer } from "../platform/timers.ts";
import { formatInstant } from "../platform/zone.ts";

const PATIENCE_MILLISECONDS = 24 * 3_600_000; // much longer than an address for uploading is good

/** When to look whether the bytes of a document came: what was announced and never came is forgotten. */
export const documentTimer = (town: string, document: string, announced: number): Timer => ({
  kind: "documents",
  due: formatInstant(announced + PATIENCE_MILLISECONDS),
  reference: [town, document],
  detail: {},
});

/** The bytes of a document that was removed are to go, at once. */
export const removalTimer = (town: string, document: string, now: number): Timer => ({
  kind: "documents",
  due: formatInstant(now),
  reference: [town, document],
  detail: {},
});
