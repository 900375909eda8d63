import * as z from "zod";
import { Minutes } from "../minutes/model.ts";
import { MinutesStatus } from "../minutes/states.ts";
import type { Table } from "../platform/dynamo.ts";
import { keys } from "../table.ts";
import { numbered } from "./gallop.ts";

/** As much of a version of minutes as is asked for here. */
const StoredMinutes = z.object({
  /** Counts the versions from 1. */
  n: z.int(),
  status: MinutesStatus,
  approval: z.object({ at: z.string() }).nullable().default(null),
  /** SHA-256 of its content, where that is stated. */
  digest: z.string().nullable().default(null),
  circulatedAt: z.string().nullable().default(null),
  /** Who may read it, among others. */
  rules: Minutes.shape.rules.default({}),
});
export type MinutesVersion = z.infer<typeof StoredMinutes>;

/** How far the minutes of a session have come. */
export interface MinutesStand {
  /** The version that counts for everyone: the last one that is approved, corrections included. */
  readonly approved: MinutesVersion | null;
  /** The last version of all. */
  readonly latest: MinutesVersion | null;
}

/** The minutes of these sessions, by session: batches of reads, strongly consistent. */
export async function minutesOf(
  table: Table,
  town: string,
  sessions: readonly string[],
): Promise<ReadonlyMap<string, MinutesStand>> {
  const found = await numbered(table, sessions, (session, n) => keys.minutes(town, session, n));
  return new Map(
    [...found].map(([session, items]) => {
      const versions = items.map((item) => StoredMinutes.parse(item));
      const approved = versions.findLast(({ status }) => status === "approved") ?? null;
      return [session, { approved, latest: versions.at(-1) ?? null }];
    }),
  );
}
