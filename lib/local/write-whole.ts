import { renameSync, writeFileSync } from "node:fs";

/** Writes a file for its owner alone: the new text is there whole or not at all, whenever the power goes. */
export function writeWhole(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
