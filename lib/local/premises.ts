import type { CreateTableCommandInput } from "@aws-sdk/client-dynamodb";
import type { Log } from "../platform/log.ts";
import type { SettableClock } from "./clock.ts";
import type { Functions } from "./functions.ts";
import type { MailSink } from "./mail-sink.ts";
import type { SignIns, TokenTerms } from "./sign-in.ts";

/** Where functions run: what table and tokens they are made for, and what brings them up. */
export interface Premises {
  /** As chart 2 has it unless said otherwise. */
  readonly table?: CreateTableCommandInput;
  readonly tokens?: TokenTerms;
  readonly open: (surroundings: Surroundings) => Promise<Running>;
}

/** What functions find around them on this machine. */
export interface Surroundings {
  readonly endpoint: string;
  readonly tableName: string;
  readonly clock: SettableClock;
  readonly sink: MailSink;
  readonly signIns: SignIns;
  /** The path of what is kept under this name; null: nothing is kept. */
  readonly inFolder: (name: string) => string | null;
  readonly corsOrigins: readonly string[];
  readonly log: Log;
  /** The address of the server, once it listens. */
  readonly url: () => string;
}

/** Functions that are up. */
export interface Running {
  readonly functions: Functions;
  /** What links begin with. */
  readonly publicUrl: () => string;
  close(): Promise<void>;
}
