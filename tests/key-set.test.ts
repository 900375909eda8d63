import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { afterAll, describe, expect, it } from "vitest";
import { remoteKeySet } from "../lib/platform/key-set.ts";
import { tokenVerifier } from "../lib/platform/tokens.ts";

const MINUTE = 60_000;
const FROM = Date.parse("2026-11-20T09:00:00Z");

async function aKey(kid: string) {
  const { privateKey, publicKey } = await generateKeyPair("ES256");
  const token = await new SignJWT({ client_id: "convoca" })
    .setProtectedHeader({ alg: "ES256", kid })
    .setSubject(kid)
    .setIssuer("https://id.example.org")
    .setExpirationTime(new Date(FROM + 90 * MINUTE))
    .sign(privateKey);
  return { token, jwk: { ...(await exportJWK(publicKey)), kid } };
}
const [first, second, forged] = await Promise.all([aKey("first"), aKey("second"), aKey("forged")]);

/** An issuer that publishes these keys, or fails with a status, and one who verifies its tokens. */
async function anIssuer() {
  const issuer = { keys: [first.jwk] as object[], status: 200, asked: 0, now: FROM };
  const server = createServer((_, response) => {
    issuer.asked++;
    response.writeHead(issuer.status).end(JSON.stringify({ keys: issuer.keys }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const clock = () => issuer.now;
  const keySet = remoteKeySet({ url: new URL(`http://127.0.0.1:${port}/keys?v=1`), clock });
  const settings = { keySet, issuer: "https://id.example.org", audience: "convoca", clock };
  return { issuer, verify: tokenVerifier(settings) };
}
const closing: (() => void)[] = [];
afterAll(() => {
  for (const close of closing) close();
});

describe("the keys of an issuer", () => {
  it("are fetched once for all who come at once, and again after ten minutes", async () => {
    const { issuer, verify } = await anIssuer();
    const found = await Promise.all([1, 2, 3].map(() => verify(first.token)));
    expect(found.map((each) => each?.subject)).toEqual(["first", "first", "first"]);
    expect(issuer.asked).toBe(1);
    issuer.now += 10 * MINUTE;
    await verify(first.token);
    expect(issuer.asked).toBe(2);
  });

  it("are fetched again for a key that is new, and no oftener than every half minute", async () => {
    const { issuer, verify } = await anIssuer();
    await verify(first.token);
    issuer.keys.push(second.jwk);
    expect(await verify(second.token)).toBeNull();
    issuer.now += MINUTE / 2;
    expect((await verify(second.token))?.subject).toBe("second");
    expect([await verify(forged.token), issuer.asked]).toEqual([null, 2]);
  });

  it("are our failure when they cannot be fetched, and are asked for again", async () => {
    const { issuer, verify } = await anIssuer();
    issuer.status = 503;
    await expect(verify(first.token)).rejects.toThrow("the issuer's keys: status 503");
    issuer.status = 200;
    expect((await verify(first.token))?.subject).toBe("first");
  });
});
