import { createHash } from "node:crypto";
import * as z from "zod";
import { Refusal } from "../errors.ts";
import { keys } from "../table.ts";
import type { CommittedAnswer } from "./commit.ts";
import type { Table } from "./dynamo.ts";
import type { Write } from "./writes.ts";

const KEPT_SECONDS = 24 * 3600;

const Kept = z.object({
  digest: z.string(),
  expiresAtSeconds: z.number(),
  answer: z.object({ status: z.number(), body: z.unknown(), location: z.string().optional() }),
});

/** A request that may come twice: the same town, caller, route and key give the same answer for a day. */
export interface Retry {
  readonly town: string;
  readonly caller: string;
  readonly route: string;
  readonly key: string;
  /** SHA-256 of path, query and body: another request under the same key is refused. */
  readonly digest: string;
}

export const digestOf = (...parts: readonly unknown[]): string =>
  createHash("sha256").update(JSON.stringify(parts)).digest("base64url");

const keyOf = (retry: Retry) => keys.idempotency(retry.town, retry.caller, retry.route, retry.key);

/** The answer that this retry's first try committed, or null. 422 when the key stood for another request. */
export async function committedAnswer(
  table: Table,
  retry: Retry,
  now: number,
): Promise<CommittedAnswer | null> {
  const item = await table.get(keyOf(retry));
  if (!item) return null;
  const { digest, expiresAtSeconds, answer } = Kept.parse(item);
  if (expiresAtSeconds * 1000 <= now) return null;
  if (digest !== retry.digest)
    throw new Refusal("key-reused", "Take a new Idempotency-Key: this one stood for a request that differs.");
  const { location, ...rest } = answer;
  return location === undefined ? rest : { ...rest, location };
}

/** The record that goes into the same commit as the work: only one of two equal requests can write it. */
export function idempotencyRecord(retry: Retry, answer: CommittedAnswer, now: number): Write {
  const seconds = Math.floor(now / 1000);
  return {
    put: {
      ...keyOf(retry),
      digest: retry.digest,
      answer,
      expiresAtSeconds: seconds + KEPT_SECONDS,
    },
    when: { absentOrExpiredAt: seconds },
  };
}
