import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { createLocalJWKSet, exportJWK, generateKeyPair, importJWK, SignJWT } from "jose";
import type { JWK, JWTVerifyGetKey } from "jose";
import * as z from "zod";
import { Role } from "../platform/caller.ts";
import type { Office } from "../platform/caller.ts";
import type { Table } from "../platform/dynamo.ts";
import { Slug } from "../platform/shapes.ts";
import { keys } from "../table.ts";
import { writeWhole } from "./write-whole.ts";

export const ISSUER = "urn:convoca:local";
export const AUDIENCE = "convoca";

/** Who signs tokens, for whom, and how. */
export interface TokenTerms {
  readonly issuer: string;
  readonly audience: string;
  readonly algorithm: "ES256" | "RS256";
}

/** Of the sign-ins of this machine. */
const OURS: TokenTerms = { issuer: ISSUER, audience: AUDIENCE, algorithm: "ES256" };

/** Which office a token is wanted for. */
export const TokenRequest = z
  .strictObject({
    role: Role,
    municipality: Slug.optional(),
    body: Slug.optional(),
    seat: Slug.optional(),
    /** As whom: then the office comes from the seats that they sit on, and is not granted here. */
    person: Slug.optional(),
  })
  .refine(({ role, municipality }) => role === "operator" || municipality !== undefined, {
    path: ["municipality"],
    message: "say in which town",
  })
  .refine(
    ({ role, body, person }) =>
      !["secretary", "member"].includes(role) || body !== undefined || person !== undefined,
    {
      path: ["body"],
      message: "say of which body, or as which person",
    },
  );

export interface SignIns {
  readonly terms: TokenTerms;
  readonly keySet: JWTVerifyGetKey;
  /** As an issuer publishes them (RFC 7517). */
  readonly published: { readonly keys: readonly JWK[] };
  /** Makes the sign-in and its office, and an access token for it. */
  token(request: z.infer<typeof TokenRequest>, table: Table, now: number): Promise<string>;
}

const KEPT_DAYS = 3650;

const officeOf = ({ role, municipality, body, seat }: z.infer<typeof TokenRequest>): Office => ({
  role,
  ...(municipality !== undefined && { municipality }),
  ...(body !== undefined && { body }),
  ...(seat !== undefined && { seat }),
});

/** The same sign-in has the same name on record, whoever asks for its token again. */
const digestOf = (subject: string): string =>
  createHash("sha256").update(subject).digest("base64url").slice(0, 22);

/** Sign-ins of this machine: a key of its own, in `file` if it is to outlive the process. */
export async function startSignIns(file: string | null, terms: TokenTerms = OURS): Promise<SignIns> {
  const { issuer, audience, algorithm } = terms;
  const jwk = await signingKey(file, algorithm);
  const key = await importJWK(jwk, algorithm);
  const published = { keys: [{ ...publicPart(jwk), alg: algorithm, use: "sig" }] };
  return {
    terms,
    keySet: createLocalJWKSet(published),
    published,
    async token(request, table, now) {
      const { role, municipality, body, seat, person } = request;
      const subject = [role, municipality, body, seat, person].filter((part) => part !== undefined).join(".");
      const identity = {
        issuer,
        subject,
        id: digestOf(subject),
        offices: person === undefined ? [officeOf(request)] : [],
        persons: person === undefined || municipality === undefined ? [] : [{ municipality, person }],
        revision: 0,
      };
      await table.transact([{ put: { ...keys.identity(issuer, subject), ...identity } }]);
      const seconds = Math.floor(now / 1000);
      return new SignJWT({})
        .setProtectedHeader({ alg: algorithm, typ: "at+jwt" })
        .setIssuer(issuer)
        .setSubject(subject)
        .setAudience(audience)
        .setIssuedAt(seconds)
        .setExpirationTime(seconds + KEPT_DAYS * 86_400) // a clock that is moved by years keeps its sign-ins
        .sign(key);
    },
  };
}

/** What makes a key a secret (RFC 7518, 6.2.2 and 6.3.2). */
const SECRET: readonly string[] = ["d", "p", "q", "dp", "dq", "qi"];
export const publicPart = (jwk: JWK): JWK =>
  Object.fromEntries(Object.entries(jwk).filter(([name]) => !SECRET.includes(name)));

async function signingKey(file: string | null, algorithm: TokenTerms["algorithm"]): Promise<JWK> {
  if (file && existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as JWK;
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true });
  const jwk = await exportJWK(privateKey);
  if (file) writeWhole(file, JSON.stringify(jwk));
  return jwk;
}
