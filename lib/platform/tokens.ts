import { errors, jwtVerify } from "jose";
import type { JWTPayload, JWTVerifyGetKey } from "jose";
import type { TokenVerifier } from "./caller.ts";

interface TokenSettings {
  readonly keySet: JWTVerifyGetKey;
  readonly issuer: string;
  readonly audience: string;
  readonly clock: () => number;
}

/**
 * Believes access tokens (RFC 9068) of one issuer, signed with an asymmetric key, unexpired, for our audience. Some
 * issuers name the audience `client_id` in access tokens; an id token (`token_use`) is not one.
 */
export const tokenVerifier =
  ({ keySet, issuer, audience, clock }: TokenSettings): TokenVerifier =>
  async (token) => {
    try {
      const { payload } = await jwtVerify(token, keySet, {
        issuer,
        algorithms: ["ES256", "RS256", "EdDSA"],
        requiredClaims: ["sub", "exp"],
        currentDate: new Date(clock()),
      });
      const { sub, aud, client_id: client } = payload;
      const audiences = aud === undefined ? [client] : [aud].flat();
      if (sub === undefined || !audiences.includes(audience) || isIdToken(payload)) return null;
      return { issuer, subject: sub };
    } catch (error) {
      // Keys that cannot be fetched are our failure, not the caller's.
      if (!(error instanceof errors.JOSEError) || error instanceof errors.JWKSTimeout) throw error;
      return null;
    }
  };

/** An id token says so in its own way with each issuer; `nonce` and `at_hash` are OpenID Connect Core's (2, 3.1.3.6). */
const isIdToken = ({ token_use: use, typ, nonce, at_hash: hash }: JWTPayload): boolean =>
  (use !== undefined && use !== "access") || typ === "ID" || nonce !== undefined || hash !== undefined;
