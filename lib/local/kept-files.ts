import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Files by key. */
export interface KeptFiles {
  get(key: string): Uint8Array | null;
  put(key: string, bytes: Uint8Array): void;
  remove(key: string): void;
}

/** Of keys only such as we make: no way out of the folder. */
export const isKey = (key: string): boolean => /^[\w-]+(\/[\w-]+)*$/.test(key);

/** Files in a folder, by their keys, or in memory when it is null. */
export function keptFiles(folder: string | null): KeptFiles {
  if (folder === null) {
    const files = new Map<string, Uint8Array>();
    return {
      get: (key) => files.get(key) ?? null,
      put: (key, bytes) => void files.set(key, bytes),
      remove: (key) => void files.delete(key),
    };
  }
  const at = (key: string): string => join(folder, key);
  return {
    get: (key) => (existsSync(at(key)) ? new Uint8Array(readFileSync(at(key))) : null),
    put(key, bytes) {
      mkdirSync(dirname(at(key)), { recursive: true, mode: 0o700 });
      // By its name at once: who is killed meanwhile leaves no half of a file.
      const part = `${at(key)}.${randomUUID()}.part`;
      writeFileSync(part, bytes, { mode: 0o600 });
      renameSync(part, at(key));
    },
    remove: (key) => rmSync(at(key), { force: true }),
  };
}
