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

export const Identity = z.object({
  issuer: z.string(),
  subject: z.string(),
  offices: z.array(Office),
});
export type Identity = z.infer<typeof Identity>;

/** Who asks: the token says who, the offices say what. */
export interface Caller extends Identity {
  /** Names the caller on record, opaque outside the issuer. */
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
  const today = new Date(now).toISOString().slice(0, 10);
  const offices = item ? Identity.parse(item).offices : [];
  return {
    ...claims,
    id: `${claims.issuer}|${claims.subject}`,
    offices: offices.filter(({ until }) => until === undefined || today <= until),
  };
}

/** What is asked for: a town, and where the route names one, a body of it. */
export interface Place {
  readonly municipality?: string | undefined;
  readonly body?: string | undefined;
}

/**
 * Lets pass whoever holds one of the `allowed` offices at this place. The operator stands in for any town, the
 * administrator for any body of the town. A foreign town's object answers like a missing one.
 */
export function permit(caller: Caller | null, allowed: readonly Role[], place: Place): void {
  if (!caller)
    throw new Refusal("no-token", "This needs a token: sign in and send `Authorization: Bearer <token>`.");
  const here = caller.offices.filter(
    ({ role, municipality }) =>
      role === "operator" || place.municipality === undefined || municipality === place.municipality,
  );
  const fits = ({ role, body }: Office): boolean =>
    allowed.includes(role) && (role !== "secretary" || place.body === undefined || body === place.body);
  if (here.some(fits)) return;
  if (here.length === 0 && place.municipality !== undefined)
    throw new Refusal("not-found", "There is no such thing, or it is not yours to change.");
  throw new Refusal("forbidden", `This needs one of these offices here: ${allowed.join(", ")}.`);
}
