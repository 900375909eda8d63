import type { KeyRing } from "../platform/key-ring.ts";
import type { Platform } from "../platform/platform.ts";
import { isKeyOf, tenureKey } from "../seats/tenure-key.ts";
import type { Bearer } from "../seats/tenure-key.ts";

interface Answerer {
  readonly municipality: string;
  readonly session: string;
  readonly seat: string;
  /** Whoever held the seat before cannot answer any more. */
  readonly tenure: number;
}

const bearerOf = ({ municipality, session, seat, tenure }: Answerer): Bearer => ({
  purpose: "answer",
  of: [municipality, session, seat],
  tenure,
});

/** Where a member answers without signing in: whoever has the link can, for this session and this seat only. */
export async function answerLink(
  { publicUrl, keys }: Pick<Platform, "publicUrl" | "keys">,
  of: Answerer,
): Promise<string> {
  const key = tenureKey(await keys(), bearerOf(of));
  const path = `/v1/municipalities/${of.municipality}/sessions/${of.session}/answers/${of.seat}`;
  return `${publicUrl}${path}?key=${encodeURIComponent(key)}`;
}

/** Whether a key was sealed for this session, this seat and whoever holds it now. */
export const opens = (ring: KeyRing, key: string, of: Answerer): boolean => isKeyOf(ring, key, bearerOf(of));
