import type { Migration } from "../platform/migrate.ts";

/**
 * The ways from the shapes of earlier releases to the present ones, by family. Whoever changes a stored shape so that the
 * present code cannot read what is there raises SCHEMA in `lib/table.ts`, and adds the step here and, for exported towns,
 * in `lib/exchange/formats.ts`. A step stays for good: an item is changed when it is read, and stored so when it is next
 * written, which may be never.
 */
export const migrations: readonly Migration[] = [];
