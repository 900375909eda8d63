import { seal } from "../platform/key-ring.ts";
import type { KeyRing } from "../platform/key-ring.ts";
import type { StoredFullSession } from "../sessions/model.ts";

const LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"; // no 0 O 1 I: it is read off a wall
const LENGTH = 6;

type Of = Pick<StoredFullSession, "municipality" | "id" | "start">;

/**
 * The code of a session for a day: who knows it is in the room, or was let in to it. It proves nothing without the sign-in
 * or the link of a member beside it, which is why six letters are enough.
 */
export function checkInCode(ring: KeyRing, { municipality, id, start }: Of): string {
  const sealed = seal(ring, "check-in", [municipality, id, start].join("/"));
  const bytes = Buffer.from(sealed.slice(sealed.indexOf(".") + 1), "base64url");
  return [...bytes.subarray(0, LENGTH)].map((byte) => LETTERS[byte % LETTERS.length]).join("");
}

/** Whether it is, however it was typed. */
export const isCode = (ring: KeyRing, of: Of, typed: string): boolean =>
  typed.replaceAll(/[\s-]/g, "").toUpperCase() === checkInCode(ring, of);
