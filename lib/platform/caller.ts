import { createHash } from "node:crypto";
import * as z from "zod";
import { Refusal } from "../errors.ts";
import { keys } from "../table.ts";
import type { Table } from "./dynamo.ts";

export const Role = z.enum(["operator", "administrator", "secretary", "member"]);
export type Role = z.infer<typeof Role>;

/**
 * What someone may act as: the operator of the installation, the administrator of a town, the secretary of a body,
 * the member who holds a seat. `until` is the last day, in UTC.
 */
export const Office = z.object({
  role: Role,
  municipality: z.string().optional(),
  body: z.string().optional(),
  seat: z.string().optional(),
  until: z.string().optional(),
});
export type Office = z.infer<typeof Office>;

/** A sign-in: who it is in which towns, and what it was granted beside the seats that these people sit on. */
export const Identity = z.object({
  /** Names the caller on record; random, so that it says nothing once this item is gone. */
  id: z.string().optional(),
  issuer: z.string(),
  subject: z.string(),
  offices: z.array(Office).default([]),
  persons: z.array(z.object({ municipality: z.string(), person: z.string() })).default([]),
});
export type Identity = z.infer<typeof Identity>;

/** Who asks: the token says who, the offices and the seats say what. */
export interface Caller extends Identity {
  readonly id: string;
}

/** Gives the token's issuer and subject, or null when it is not to be believed. */
export type TokenVerifier = (token: string) => Promise<{ issuer: string; subject: string } | null>;

/** Who sent this Authorization header: null without one; 401 when it cannot be believed. */
export async function identify(
  header: string | undefined,
  verify: TokenVerifier,
  table: Table,
  now: number,
): Promise<Caller | null> {
  if (header === undefined) return null;
  const [, token] = /^Bearer +(\S+)$/i.exec(header) ?? [];
  const claims = token === undefined ? null : await verify(token);
  if (!claims) throw new Refusal("bad-token", "Sign in again and send `Authorization: Bearer <token>`.");
  const item = await table.get(keys.identity(claims.issuer, claims.subject));
  const identity = Identity.parse(item ?? claims);
  const today = new Date(now).toISOString().slice(0, 10);
  return {
    ...identity,
    // A subject may be an address of mail: it goes on no record.
    id: identity.id ?? digestOf(claims.issuer, claims.subject),
    offices: identity.offices.filter(({ until }) => until === undefined || today <= until),
  };
}

const digestOf = (issuer: string, subject: string): string =>
  createHash("sha256")
    .update(JSON.stringify([issuer, subject]))
    .digest("base64url")
    .slice(0, 22);
