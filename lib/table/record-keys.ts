import { join } from "./parts.ts";
import type { Key } from "./parts.ts";

/** Keys of what carries the work: timers, the audit log, answers kept for retries. */
export const recordKeys = {
  timer: (kind: string, shard: number, due: string, reference: readonly (string | number)[]): Key => ({
    pk: join("TIMER", kind, shard),
    sk: join(due, ...reference),
  }),
  timers: (kind: string, shard: number) => join("TIMER", kind, shard),

  audit: (town: string, at: string, id: string): Key => ({
    pk: join("AUDIT", town, at.slice(0, 7)),
    sk: join(at, id),
  }),
  idempotency: (town: string, caller: string, route: string, key: string): Key => ({
    pk: join("IDEMPOTENCY", town, caller),
    sk: join(route, key),
  }),
} as const;
