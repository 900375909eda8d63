import { isSealed, seal } from "../platform/key-ring.ts";
import type { KeyRing } from "../platform/key-ring.ts";

/** What a link is for, and whose it is. */
export interface Bearer {
  /** A key that was made for one purpose is none for another. */
  readonly purpose: string;
  /** What it is about, by ids, the seat last. */
  readonly of: readonly string[];
  /** Whoever held the seat before has no key any more. */
  readonly tenure: number;
}

const textOf = ({ of, tenure }: Bearer): string => [...of, tenure].join("/");

/** The key of a link for whoever holds a seat now: "3.2026.s0Jx…". */
export const tenureKey = (ring: KeyRing, bearer: Bearer): string =>
  `${bearer.tenure}.${seal(ring, bearer.purpose, textOf(bearer))}`;

/** Whether a key was made for this, and for whoever holds the seat now. */
export function isKeyOf(ring: KeyRing, key: string, bearer: Bearer): boolean {
  const at = key.indexOf(".");
  return (
    key.slice(0, at) === String(bearer.tenure) &&
    isSealed(ring, bearer.purpose, textOf(bearer), key.slice(at + 1))
  );
}
