import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import type { Keys } from "../platform/key-ring.ts";
import { keyRingOf } from "../platform/secrets.ts";
import { writeWhole } from "./write-whole.ts";

/** Their file in this machine's folder. */
export const SIGNING_KEYS = "signing-keys.json";

/** The signing keys of this machine: made at the first run, in `file` if they are to outlive the process. */
export function localKeys(file: string | null): Keys {
  const ring = keyRingOf(file !== null && existsSync(file) ? readFileSync(file, "utf8") : made(file));
  return async () => ring;
}

/** Once: keys that are there are never written over, or a power cut could take them along. */
function made(file: string | null): string {
  const text = JSON.stringify({ current: "local", local: randomBytes(32).toString("base64") });
  if (file !== null) writeWhole(file, text);
  return text;
}
