import { digestOf } from "../ledger/chain.ts";
import type { Convocation } from "./model.ts";

/**
 * What is wrong with a version of a convocation, field by field. `before` is the version before it, null for the first;
 * undefined: not known, and left out.
 */
export function* versionFaults(
  convocation: Convocation,
  before: Pick<Convocation, "digest"> | null | undefined,
): Generator<readonly [field: "digest" | "previous", message: string]> {
  const { digest, ...content } = convocation;
  if (digestOf(content) !== digest) yield ["digest", "is another than that of what it says: it was altered"];
  if (before !== undefined && content.previous !== (before?.digest ?? null))
    yield ["previous", "must be the digest of the version before, null in the first"];
}
