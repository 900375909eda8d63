import { createHmac } from "node:crypto";
import type { webcrypto } from "node:crypto";
import { exportJWK, exportSPKI, generateKeyPair, importJWK, SignJWT } from "jose";
import type { JWK, JWTPayload } from "jose";
import { publicPart } from "../../lib/local/sign-in.ts";
import type { TokenTerms } from "../../lib/local/sign-in.ts";

/** Who a token names, and which it is that is believed. */
export interface Believed extends TokenTerms {
  readonly subject: string;
  /** Seconds. */
  readonly now: number;
}

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/**
 * Tokens by what is wrong with them. `key` is the key that is really trusted, private part and all, so that nothing but
 * that one thing is wrong; the token named `good` has nothing wrong and must be believed.
 */
export async function tokensOf(key: JWK, { issuer, audience, algorithm, subject, now }: Believed) {
  const publicKey = publicPart(key);
  const [trusted, stranger] = [await importJWK(key, algorithm), await generateKeyPair(algorithm)];
  const good: JWTPayload = { iss: issuer, sub: subject, aud: audience, iat: now, exp: now + 3600 };
  const strangers = await exportJWK(stranger.publicKey);
  const sign = (claims: JWTPayload, header: object = {}, by = trusted): Promise<string> =>
    new SignJWT(claims).setProtectedHeader({ alg: algorithm, typ: "at+jwt", ...header }).sign(by);
  const without = (name: string): JWTPayload => ({ ...good, [name]: undefined });
  const hs256 = (secret: string): string => {
    const content = `${encoded({ alg: "HS256", typ: "at+jwt" })}.${encoded(good)}`;
    return `${content}.${createHmac("sha256", secret).update(content).digest("base64url")}`;
  };
  const valid = await sign(good);
  const [header = "", claims = "", signature = ""] = valid.split(".");
  const pem = await exportSPKI((await importJWK(publicKey, algorithm)) as webcrypto.CryptoKey);
  return {
    good: valid,
    "good, as Cognito makes them": await sign({
      ...without("aud"),
      client_id: audience,
      token_use: "access",
    }),
    bad: {
      garbage: "garbage",
      "three parts of nothing": "..",
      "no signature": `${header}.${claims}.`,
      "another one's signature": `${header}.${encoded({ ...good, exp: now + 7200 })}.${signature}`,
      "the algorithm none": `${encoded({ alg: "none", typ: "at+jwt" })}.${claims}.`,
      "the algorithm NONE": `${encoded({ alg: "NONE" })}.${claims}.${signature}`,
      "HS256 with the public key as PEM": hs256(pem),
      "HS256 with the public key as JWK": hs256(JSON.stringify(publicKey)),
      "a stranger's key": await sign(good, {}, stranger.privateKey),
      "a stranger's key in its header": await sign(good, { jwk: strangers }, stranger.privateKey),
      "a stranger's key at an address": await sign(
        good,
        { jku: "http://127.0.0.1:9/jwks" },
        stranger.privateKey,
      ),
      "a stranger's key under a name of its own": await sign(good, { kid: "theirs" }, stranger.privateKey),
      "the algorithm of another key": `${encoded({ alg: algorithm === "ES256" ? "RS256" : "ES256", typ: "at+jwt" })}.${claims}.${signature}`,
      "five parts, as if encrypted": `${header}.${claims}.${signature}.${claims}.${signature}`,
      "a critical extension": `${encoded({ alg: algorithm, crit: ["x"], x: 1 })}.${claims}.${signature}`,
      "its time over": await sign({ ...good, exp: now - 1 }),
      "its time over this very second": await sign({ ...good, exp: now }),
      "its time not come": await sign({ ...good, nbf: now + 60 }),
      "no end": await sign(without("exp")),
      "an end that is no number": await sign({ ...good, exp: "9999999999" as unknown as number }),
      "no subject": await sign(without("sub")),
      "another issuer": await sign({ ...good, iss: `${issuer}.example.org` }),
      "no issuer": await sign(without("iss")),
      "another audience": await sign({ ...good, aud: "another" }),
      "no audience": await sign(without("aud")),
      "another audience, our client": await sign({ ...good, aud: "another", client_id: audience }),
      "the use of an id token": await sign({ ...good, token_use: "id" }),
      "the type of an id token": await sign({ ...good, typ: "ID" }),
      "the nonce of an id token": await sign({ ...good, nonce: "n-0S6_WzA2Mj" }),
      "the hash of an access token, as an id token has": await sign({ ...good, at_hash: "MTIzNDU2" }),
    },
  } as const;
}
