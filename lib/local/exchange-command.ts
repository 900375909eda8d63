import { Refusal } from "../errors.ts";
import type { Flaw } from "../exchange/document-model.ts";
import { failureOf } from "../platform/log.ts";
import type { Platform } from "../platform/platform.ts";
import { NotPossible, reach } from "./exchange-table.ts";
import type { Reach } from "./exchange-table.ts";

/** What a command has done: a line of counts, and what is wrong, one a line. */
export interface Done {
  readonly line: string;
  readonly flaws: readonly Flaw[];
  /** Where the line goes, if standard output holds something else. */
  readonly to?: NodeJS.WritableStream;
}

const complain = (line: string): boolean => process.stderr.write(`${line}\n`);

/** What may be told as it is; anything else may quote what was read or to be written, and that may be about people. */
const isOurs = (error: unknown): error is Error =>
  error instanceof NotPossible ||
  error instanceof Refusal ||
  (error instanceof TypeError && String((error as { code?: unknown }).code).startsWith("ERR_PARSE_ARGS"));

/** What goes wrong on the way to a table on AWS, by the name of the error: its own words may quote keys. */
const onTheWay: Readonly<Record<string, string>> = {
  ResourceNotFoundException: "There is no such table: look at TABLE_NAME and at the region.",
  CredentialsProviderError: "There are no AWS credentials: sign in, or say which profile in AWS_PROFILE.",
  AccessDeniedException: "These AWS credentials may not do that: they need to read and write the table.",
  ExpiredTokenException: "The AWS credentials have expired: sign in again.",
};

const wordsOf = (error: unknown): string =>
  isOurs(error)
    ? error.message
    : ((error instanceof Error ? onTheWay[error.name] : undefined) ?? failureOf(error));

/** Reads what was typed, then works over the table that is meant. Exits with 1 where something is wrong. */
export async function command(typed: () => (platform: Platform) => Promise<Done>): Promise<void> {
  let table: Reach | undefined;
  try {
    const work = typed();
    table = await reach(process.env);
    const { line, flaws, to = process.stdout } = await work(table.platform);
    for (const { path, message } of flaws) complain(`${path}: ${message}`);
    to.write(`${line}\n`);
    if (flaws.length > 0) process.exitCode = 1;
  } catch (error) {
    complain(wordsOf(error));
    process.exitCode = 1;
  } finally {
    await table?.close();
  }
}
