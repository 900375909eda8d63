import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { Keys } from "../platform/key-ring.ts";
import { keyRingOf } from "../platform/secrets.ts";

/** Their file in this machine's folder. */
export const SIGNING_KEYS = "signing-keys.json";

/** The signing keys of this machine: made at the first run, in `file` if they are to outlive the process. */
export function localKeys(file: string | null): Keys {
  const text =
    file !== null && existsSync(file)
      ? readFileSync(file, "utf8")
      : JSON.stringify({ current: "local", local: randomBytes(32).toString("base64") });
  if (file !== null) writeFileSync(file, text, { mode: 0o600 });
  const ring = keyRingOf(text);
  return async () => ring;
}
