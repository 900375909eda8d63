import { createHash } from "node:crypto";
import { isSealed, seal } from "../platform/key-ring.ts";
import type { KeyRing } from "../platform/key-ring.ts";
import type { ChainOf, Facts, Head, LedgerEvent } from "./model.ts";

const PURPOSE = "ledger";

/** The same for the same content, whatever the order of its fields (RFC 8785 without its numbers: ours are integers). */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, each]) => `${JSON.stringify(name)}:${canonical(each)}`);
  return `{${fields.join(",")}}`;
}

/** SHA-256 of a value, in hexadecimal digits. */
export const digestOf = (value: unknown): string =>
  createHash("sha256").update(canonical(value)).digest("hex");

/** The next event of a chain. `head` is its last one, or `{ sequence: 0, digest }` of the convocation that it begins with. */
export function nextEvent(of: ChainOf, head: Head, facts: Facts, ring: KeyRing): LedgerEvent {
  const { municipality, session, n, seat, tenure, channel } = of;
  const content = {
    ...facts,
    municipality,
    session,
    n,
    seat,
    tenure,
    channel,
    sequence: head.sequence + 1,
    previous: head.digest,
  };
  const digest = digestOf(content);
  return { ...content, digest, seal: seal(ring, PURPOSE, digest) };
}

/** Something that is wrong with an event of a chain: the how manieth of it, and what. */
interface ChainFault {
  readonly at: number;
  readonly message: string;
}

/**
 * What is wrong with a chain: nothing when every event is as it was written, and none is missing before the last.
 * `begins` is the digest of its convocation, if that is known. Without keys the seals are left out: then whoever wrote
 * digests anew, to the end of the chain, is not found.
 */
export function* chainFaults(
  chain: readonly LedgerEvent[],
  begins: string | null,
  ring: KeyRing | null,
): Generator<ChainFault> {
  let sequence = 0;
  let last = begins;
  for (const [at, event] of chain.entries()) {
    const { digest, seal: sealed, ...content } = event;
    if (event.sequence !== sequence + 1)
      yield { at, message: `is number ${event.sequence}, after ${sequence}: one is missing` };
    else if (last !== null && event.previous !== last)
      yield { at, message: "does not follow from what was before it" };
    if (digestOf(content) !== digest) yield { at, message: "was altered: its digest is another" };
    else if (ring && !isSealed(ring, PURPOSE, digest, sealed)) yield { at, message: "bears no seal of ours" };
    ({ sequence } = event);
    last = digest;
  }
}

/** The events that count: those since the notice was last decided, for who left and came back is told again. */
export const currentOf = (chain: readonly LedgerEvent[]): readonly LedgerEvent[] =>
  chain.slice(
    Math.max(
      chain.findLastIndex(({ event }) => event === "decided"),
      0,
    ),
  );
