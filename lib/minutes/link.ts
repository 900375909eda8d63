import type { KeyRing } from "../platform/key-ring.ts";
import type { Platform } from "../platform/platform.ts";
import { isKeyOf, tenureKey } from "../seats/tenure-key.ts";
import type { Bearer } from "../seats/tenure-key.ts";

interface Reader {
  readonly municipality: string;
  readonly session: string;
  /** The version that was circulated: the link leads to no other. */
  readonly n: number;
  readonly seat: string;
  readonly tenure: number;
}

const bearerOf = ({ municipality, session, n, seat, tenure }: Reader): Bearer => ({
  purpose: "minutes",
  of: [municipality, session, String(n), seat],
  tenure,
});

/** Where a member reads circulated minutes, and agrees to them, without signing in: this version, from this seat. */
export async function minutesLink(
  { publicUrl, keys }: Pick<Platform, "publicUrl" | "keys">,
  of: Reader,
): Promise<string> {
  const key = tenureKey(await keys(), bearerOf(of));
  const path = `/v1/municipalities/${of.municipality}/sessions/${of.session}/minutes/${of.n}/conformity/${of.seat}`;
  return `${publicUrl}${path}?key=${encodeURIComponent(key)}`;
}

/** Whether a key was sealed for this version, this seat and whoever holds it now. */
export const opensMinutes = (ring: KeyRing, key: string, of: Reader): boolean =>
  isKeyOf(ring, key, bearerOf(of));
