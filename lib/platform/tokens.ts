import { errors, jwtVerify } from "jose";
import type { JWTVerifyGetKey } from "jose";
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
      const { sub, aud, client_id: client, token_use: use } = payload;
      const audiences = aud === undefined ? [client] : [aud].flat();
      if (sub === undefined || !audiences.includes(audience) || (use !== undefined && use !== "access"))
        return null;
      return { issuer, subject: sub };
    } catch (error) {
      // Keys that cannot be fetched are our failure, not the caller's.
      if (!(error instanceof errors.JOSEError) || error instanceof errors.JWKSTimeout) throw error;
      return null;
    }
  };
