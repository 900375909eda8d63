import { appendFileSync } from "node:fs";
import { inject } from "vitest";
import type { Premises } from "../../lib/local/premises.ts";
import { rehearsalOf } from "../rehearsal/premises.ts";
import type { Use } from "../rehearsal/rights.ts";

declare module "vitest" {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- merged into vitest's own interface
  interface ProvidedContext {
    /** What is rehearsed: the folder of a cloud assembly, and the file that the rights go to that were made use of. */
    rehearsal: { readonly assembly: string; readonly uses: string } | undefined;
  }
}

const told = new Set<string>();

/** Where the functions of a world run: in this process or, in a rehearsal, as the cloud assembly has them. */
export function premisesFor(tableName: string): { readonly premises?: Premises } {
  const rehearsal = inject("rehearsal");
  if (!rehearsal) return {};
  return { premises: rehearsalOf({ assembly: rehearsal.assembly, tableName, used: useOf }) };
}

/** Puts on record, once in a rehearsal, that a right was made use of. */
export function useOf(use: Use): void {
  const rehearsal = inject("rehearsal");
  const line = `${JSON.stringify(use)}\n`;
  if (!rehearsal || told.has(line)) return;
  told.add(line);
  appendFileSync(rehearsal.uses, line);
}

/** Whether the interface says in its own words that it believes no token: deployed, it asks no function before. */
export const isOfTheInterface = (text: string): boolean =>
  inject("rehearsal") !== undefined && text === '{"message":"Unauthorized"}';

/** Whether a 401 says this, in the words of whoever gives it. */
export const saysOfToken = (text: string, code: "no-token" | "bad-token"): boolean =>
  text.includes(`"${code}"`) || isOfTheInterface(text);
