import { createHmac, timingSafeEqual } from "node:crypto";

/** The signing keys by name: new ones are made with `current`, old ones still verify what was made with them. */
export interface KeyRing {
  readonly current: string;
  readonly secrets: ReadonlyMap<string, string>;
}

/** The port to where the keys are kept: read at the first use, then kept. */
export type Keys = () => Promise<KeyRing>;

const macOf = (secret: string, purpose: string, text: string): string =>
  createHmac("sha256", secret).update(`${purpose}\n${text}`).digest("base64url");

/** A seal on a text, with the name of its key: "2026.s0Jx…". A seal made for one purpose is none for another. */
export function seal({ current, secrets }: KeyRing, purpose: string, text: string): string {
  const secret = secrets.get(current);
  if (secret === undefined) throw new Error(`there is no signing key '${current}'`);
  return `${current}.${macOf(secret, purpose, text)}`;
}

/** Whether a seal was made for this text, with a key that is still known. */
export function isSealed({ secrets }: KeyRing, purpose: string, text: string, sealed: string): boolean {
  const at = sealed.indexOf(".");
  const secret = secrets.get(sealed.slice(0, at));
  if (at < 0 || secret === undefined) return false;
  const [given, right] = [Buffer.from(sealed.slice(at + 1)), Buffer.from(macOf(secret, purpose, text))];
  return given.length === right.length && timingSafeEqual(given, right);
}
