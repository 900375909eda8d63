import { isSealed, seal } from "../platform/key-ring.ts";
import type { KeyRing } from "../platform/key-ring.ts";
import type { Platform } from "../platform/platform.ts";

const PURPOSE = "answer";

interface Answerer {
  readonly municipality: string;
  readonly session: string;
  readonly seat: string;
  /** Whoever held the seat before cannot answer any more. */
  readonly tenure: number;
}

const textOf = ({ municipality, session, seat, tenure }: Answerer): string =>
  [municipality, session, seat, tenure].join("/");

/** Where a member answers without signing in: whoever has the link can, for this session and this seat only. */
export async function answerLink(
  { publicUrl, keys }: Pick<Platform, "publicUrl" | "keys">,
  of: Answerer,
): Promise<string> {
  const key = `${of.tenure}.${seal(await keys(), PURPOSE, textOf(of))}`;
  const path = `/v1/municipalities/${of.municipality}/sessions/${of.session}/answers/${of.seat}`;
  return `${publicUrl}${path}?key=${encodeURIComponent(key)}`;
}

/** Whether a key was sealed for this session, this seat and whoever holds it now. */
export function opens(ring: KeyRing, key: string, of: Answerer): boolean {
  const at = key.indexOf(".");
  return key.slice(0, at) === String(of.tenure) && isSealed(ring, PURPOSE, textOf(of), key.slice(at + 1));
}
