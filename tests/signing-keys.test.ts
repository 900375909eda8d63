import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { localKeys } from "../lib/local/signing-keys.ts";
import { freePort, localPlace } from "../lib/local/store.ts";
import { awsCall } from "../lib/platform/aws.ts";
import type { AwsCall } from "../lib/platform/aws.ts";
import { isSealed, seal } from "../lib/platform/key-ring.ts";
import { keyRingOf, secretKeys } from "../lib/platform/secrets.ts";

const MINUTE = 60_000;
const first = JSON.stringify({ current: "k1", k1: "one" });
const rotated = JSON.stringify({ current: "k2", k1: "one", k2: "two" });

/** A Secrets Manager with one secret; null: it is down. Counts how often it was asked. */
async function aSecret(): Promise<{ text: string | null; asked: number; call: AwsCall }> {
  const port = await freePort();
  const place = localPlace("secretsmanager", `http://127.0.0.1:${port}`);
  const call = awsCall({ ...place, tries: 1, milliseconds: 3_000 });
  const secret = { text: first as string | null, asked: 0, call };
  const server = createServer((request, response) => {
    secret.asked++;
    request.resume();
    if (secret.text === null) response.writeHead(500).end("{}");
    else response.end(JSON.stringify({ Name: "keys", SecretString: secret.text }));
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return secret;
}

async function keysOf() {
  const secret = await aSecret();
  const time = { now: 0 };
  const keys = secretKeys({ call: secret.call, secretId: "keys", clock: () => time.now });
  return { secret, time, keys };
}

describe("the signing keys in Secrets Manager", () => {
  it("are read once for all who ask at once, and kept for five minutes", async () => {
    const { secret, time, keys } = await keysOf();
    const rings = await Promise.all([keys(), keys(), keys()]);
    time.now = 5 * MINUTE - 1;
    rings.push(await keys());
    expect(rings.map(({ current }) => current)).toEqual(["k1", "k1", "k1", "k1"]);
    expect(secret.asked).toBe(1);
  });

  it("are new ones five minutes after a rotation, and what the old ones sealed stays sealed", async () => {
    const { secret, time, keys } = await keysOf();
    const sealed = seal(await keys(), "answer", "maria");
    secret.text = rotated;
    time.now = 5 * MINUTE;
    const ring = await keys();
    expect([ring.current, isSealed(ring, "answer", "maria", sealed)]).toEqual(["k2", true]);
  });

  it("serve on while they cannot be read again, and are asked for again when they can", async () => {
    const { secret, time, keys } = await keysOf();
    await keys();
    for (const broken of [null, "not JSON"]) {
      secret.text = broken;
      time.now += 5 * MINUTE;
      expect((await keys()).current).toBe("k1");
    }
    secret.text = rotated;
    time.now += 5 * MINUTE;
    expect((await keys()).current).toBe("k2");
  });

  it("are asked for anew after a first read that failed", async () => {
    const { secret, keys } = await keysOf();
    secret.text = null;
    await expect(keys()).rejects.toMatchObject({ $metadata: { httpStatusCode: 500 } });
    secret.text = first;
    expect((await keys()).current).toBe("k1");
  });

  it.each([
    ["no JSON", "hush-hush"],
    ["no current key", JSON.stringify({ k1: "hush-hush" })],
    ["a current key that is not there", JSON.stringify({ current: "k2", k1: "hush-hush" })],
    ["a name that a seal cannot carry", JSON.stringify({ current: "k.1", "k.1": "hush-hush" })],
    ["no text", JSON.stringify({ current: "k1", k1: ["hush-hush"] })],
    ["itself for current", JSON.stringify({ current: "current" })],
  ])("are refused with %s, without a word of theirs", (_, text) => {
    expect(() => keyRingOf(text)).toThrow(/^(?!.*hush)/s);
  });
});

describe("the signing keys of this machine", () => {
  it("outlive the process in a file that only its owner reads", async () => {
    const folder = mkdtempSync(join(tmpdir(), "convoca-test-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, "signing-keys.json");
    const sealed = seal(await localKeys(file)(), "answer", "maria");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const text = readFileSync(file, "utf8");
    expect(isSealed(await localKeys(file)(), "answer", "maria", sealed)).toBe(true);
    expect(readFileSync(file, "utf8")).toBe(text);
    expect(isSealed(await localKeys(null)(), "answer", "maria", sealed)).toBe(false);
  });
});
