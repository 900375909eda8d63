import { Refusal } from "../errors.ts";
import { keys } from "../table.ts";
import { formatInstant } from "./zone.ts";
import type { Table } from "./dynamo.ts";
import type { Platform } from "./platform.ts";
import { LostRace } from "./writes.ts";
import type { Write } from "./writes.ts";

/** TransactWriteItems takes this many writes; larger work is an intent, finished in chunks. */
export const MOST_WRITES = 100;

/** What is done, on record: where, by whom, which operation, about what. */
export interface Deed {
  /** The town, or for a calendar layer its area. */
  readonly realm: string;
  readonly by: string;
  readonly operation: string;
  /** Ids of what it is about. Ids and codes only: the audit log holds no personal data. */
  readonly about: Readonly<Record<string, string | number | readonly string[]>>;
}

/** What an operation commits with: its answer comes back when, and only when, everything was written. */
export type Commit = <const Answer extends CommittedAnswer>(
  answer: Answer,
  writes: readonly Write[],
  about: Deed["about"] & { readonly realm?: string },
) => Promise<Answer>;

export interface CommittedAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly location?: string;
  readonly next?: string;
}

/** The audit entry of a deed: put once, never updated. */
export function auditEntry(platform: Platform, deed: Deed): Write {
  const at = formatInstant(platform.clock());
  return {
    put: { ...keys.audit(deed.realm, at, platform.newId()), at, ...deed },
    when: "absent",
  };
}

/**
 * Carries out all writes and their audit entry, or none. A condition that does not hold is told by the write's own
 * `otherwise`; without one, what was read has been changed meanwhile.
 */
export const commit = (platform: Platform, deed: Deed, writes: readonly Write[]): Promise<void> =>
  carryOut(platform.table, [...writes, auditEntry(platform, deed)]);

/** The same without an audit entry: for timers alone, which are not state that anyone asks about. */
export async function carryOut(table: Table, writes: readonly Write[]): Promise<void> {
  try {
    await table.transact(writes);
  } catch (error) {
    if (!(error instanceof LostRace)) throw error;
    throw refusalOf(writes, error);
  }
}

/** DynamoDB's item holds 400 KB; an object that comes near is a mistake, and is told as one. */
const MOST_BYTES = 300_000;

/** 413 when an item would be too large to store. */
export function mustFit(writes: readonly Write[]): void {
  for (const write of writes)
    if ("put" in write && Buffer.byteLength(JSON.stringify(write.put)) > MOST_BYTES)
      throw new Refusal(
        "too-large",
        `This would take more than ${MOST_BYTES} bytes: make its texts shorter.`,
      );
}

const refusalOf = (writes: readonly Write[], { positions }: LostRace): Refusal =>
  positions.map((i) => writes[i]?.otherwise).find((refusal) => refusal !== undefined) ??
  new Refusal("changed-meanwhile", "Read it again, look at what changed, and repeat your change.");
