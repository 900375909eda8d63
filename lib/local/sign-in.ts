import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { createLocalJWKSet, exportJWK, generateKeyPair, importJWK, SignJWT } from "jose";
import type { JWK, JWTVerifyGetKey } from "jose";
import * as z from "zod";
import { Role } from "../platform/caller.ts";
import type { Office } from "../platform/caller.ts";
import type { Table } from "../platform/dynamo.ts";
import { Slug } from "../platform/shapes.ts";
import { keys, SCHEMA } from "../table.ts";
import { writeWhole } from "./write-whole.ts";

export const ISSUER = "urn:convoca:local";
export const AUDIENCE = "convoca";

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
  readonly keySet: JWTVerifyGetKey;
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
export async function startSignIns(file: string | null): Promise<SignIns> {
  const jwk = await signingKey(file);
  const { d: _, ...publicKey } = jwk;
  const key = await importJWK(jwk, "ES256");
  return {
    keySet: createLocalJWKSet({ keys: [{ ...publicKey, alg: "ES256", use: "sig" }] }),
    async token(request, table, now) {
      const { role, municipality, body, seat, person } = request;
      const subject = [role, municipality, body, seat, person].filter((part) => part !== undefined).join(".");
      const identity = {
        issuer: ISSUER,
        subject,
        id: digestOf(subject),
        offices: person === undefined ? [officeOf(request)] : [],
        persons: person === undefined || municipality === undefined ? [] : [{ municipality, person }],
        revision: 0,
      };
      await table.transact([{ put: { ...keys.identity(ISSUER, subject), schema: SCHEMA, ...identity } }]);
      const seconds = Math.floor(now / 1000);
      return new SignJWT({})
        .setProtectedHeader({ alg: "ES256", typ: "at+jwt" })
        .setIssuer(ISSUER)
        .setSubject(subject)
        .setAudience(AUDIENCE)
        .setIssuedAt(seconds)
        .setExpirationTime(seconds + KEPT_DAYS * 86_400) // a clock that is moved by years keeps its sign-ins
        .sign(key);
    },
  };
}

async function signingKey(file: string | null): Promise<JWK> {
  if (file && existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as JWK;
  const { privateKey } = await generateKeyPair("ES256", { extractable: true });
  const jwk = await exportJWK(privateKey);
  if (file) writeWhole(file, JSON.stringify(jwk));
  return jwk;
}
