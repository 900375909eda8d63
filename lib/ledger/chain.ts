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

/** What is wrong with a chain, in words; empty when every event is as it was written, and none is missing before the last. */
export function chainFaults(
  chain: readonly LedgerEvent[],
  convocationDigest: string,
  ring: KeyRing,
): string[] {
  const faults: string[] = [];
  let head: Head = { sequence: 0, digest: convocationDigest };
  for (const event of chain) {
    const { digest, seal: sealed, ...content } = event;
    const name = `event ${event.sequence} (${event.event})`;
    if (event.sequence !== head.sequence + 1)
      faults.push(`${name} follows on ${head.sequence}: one is missing`);
    if (event.previous !== head.digest) faults.push(`${name} does not follow from the event before it`);
    if (digestOf(content) !== digest) faults.push(`${name} was altered`);
    else if (!isSealed(ring, PURPOSE, digest, sealed)) faults.push(`${name} bears no seal of ours`);
    head = event;
  }
  return faults;
}
