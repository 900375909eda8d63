import type { Log } from "./log.ts";
import type { Table } from "./dynamo.ts";
import type { TokenVerifier } from "./caller.ts";
import type { Files } from "./files.ts";
import type { Keys } from "./key-ring.ts";
import type { Mailer } from "./mail.ts";

/** What a function stands on, given to it and never imported: the table, the clock, ids, randomness, the log. */
export interface Platform {
  readonly table: Table;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly newId: () => string;
  /** From 0 up to, not including, 1. */
  readonly random: () => number;
  readonly verify: TokenVerifier;
  readonly log: Log;
  /** Where pages and links begin: "https://convoca.example.org", without a slash at the end. */
  readonly publicUrl: string;
  /** Refuses where the chart does not say that the function uses it. */
  readonly mail: Mailer;
  /** The address that mail comes from. */
  readonly sender: string;
  /** Refuses where the chart does not say that the function uses it. */
  readonly keys: Keys;
  /** Refuses where the chart does not say that the function uses it. */
  readonly files: Files;
}
