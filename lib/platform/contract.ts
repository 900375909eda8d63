import type { z } from "zod";
import type { Family } from "../table.ts";
import type { Caller, Role } from "./caller.ts";
import type { Place } from "./permit.ts";
import type { Commit } from "./commit.ts";
import type { Platform } from "./platform.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** What can be done to the table; `getMany` is a right of its own, for BatchGetItem is an action of its own. */
export const verbs = ["get", "getMany", "query", "put", "delete", "check"] as const;
export type Verb = (typeof verbs)[number];

/** What an entry of the chart does to the table, by verb: the role's grants are computed from it. */
export type Touches = { readonly [V in Verb]?: readonly Family[] };
/** What an entry of the chart uses beside the table: mail that leaves, the keys that sign, and of files these rights. */
export type Service = "mail" | "keys" | "files-get" | "files-put" | "files-delete";

/** An answer that is not JSON: its media type stands for the schema. */
export interface Media {
  readonly media: string;
}

/** Beyond it API Gateway answers 429 by itself: calls a second, and how many at once before that counts. */
export interface Throttle {
  readonly perSecond: number;
  readonly burst: number;
}

/** One entry of chart 1: pure data, from which dispatch, grants, CDK, OpenAPI and the local server are derived. */
export interface Route {
  /** Method and path, equal to API Gateway's `routeKey`. */
  readonly on: `${Method} /${string}`;
  readonly summary: string;
  /** Who may: everyone, or whoever holds one of these offices in the town of the path. */
  readonly allow: "everyone" | readonly Role[];
  /** Where everyone may: that a token is looked at when one comes, for its bearer may see or do more. */
  readonly welcomes?: readonly Role[];
  /** A secretary may, of whatever body: the request names none. */
  readonly isForAnyBody?: boolean;
  readonly path?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** The body is what an HTML form sends (application/x-www-form-urlencoded). */
  readonly isForm?: boolean;
  /** What the body says goes on no record, not even as a digest that could be tried out: a key for retries stands for any body. */
  readonly isUntraceable?: boolean;
  /** What it changes is an event of the ledger, with who did it and when: the audit log would say the same again. */
  readonly isOnLedger?: boolean;
  /** Whoever does it too often is refused for a while: 429. */
  readonly isRationed?: boolean;
  /** `required`: 428 without If-Match. `honoured`: compared when the request brings one. */
  readonly ifMatch?: "required" | "honoured";
  /** By status: the schema of the answer's body. What leaves passes it. */
  readonly answers: Readonly<Record<number, z.ZodType | Media>>;
  /** Shows an object with what hangs on it: the ETag is then of the page, and names the version of the object. */
  readonly isPage?: boolean;
  /** The answer is a page of what goes on: where the next one is, its `Link` header says (RFC 8288). */
  readonly isPaged?: boolean;
  /** Seconds that shared caches may keep a public answer. */
  readonly cacheSeconds?: number;
  /** How often all callers together may, in all towns: where everyone may write. It never raises what the stage takes. */
  readonly throttle?: Throttle;
  readonly touches: Touches;
  readonly uses?: readonly Service[];
}

export type Routes = Readonly<Record<string, Route>>;

/** One scheduled function: the timers of `timers` that are due are worked off every so many minutes. */
export interface Tick {
  readonly everyMinutes: number;
  readonly summary: string;
  /** In words, for the alarm: what users will notice if this stops. */
  readonly failure: string;
  /** The kinds of timers that it works off, in this order. */
  readonly timers: readonly string[];
  readonly touches: Touches;
  readonly uses?: readonly Service[];
}

/** One function on the table's stream: called with the keys of what was written in these families. */
export interface Stream {
  readonly summary: string;
  readonly failure: string;
  readonly families: readonly Family[];
  readonly touches: Touches;
  readonly uses?: readonly Service[];
}

/** One function that is told by another service what became of something: of mail, by SES. */
export interface Listener {
  readonly summary: string;
  readonly failure: string;
  /** EventBridge's `source`. */
  readonly source: string;
  readonly touches: Touches;
  readonly uses?: readonly Service[];
}

/** Keep the literal types of a noun's chart entries. */
export const routes = <const R extends Routes>(entries: R): R => entries;
export const ticks = <const T extends Readonly<Record<string, Tick>>>(entries: T): T => entries;
export const streams = <const T extends Readonly<Record<string, Stream>>>(entries: T): T => entries;
export const listeners = <const T extends Readonly<Record<string, Listener>>>(entries: T): T => entries;

type Writes = { readonly put: unknown } | { readonly delete: unknown };
type Part<R extends Routes, Writing extends boolean> = {
  [K in keyof R as (R[K]["touches"] extends Writes ? true : false) extends Writing ? K : never]: R[K];
};

/** Whether an entry changes anything. */
export const writes = ({ touches }: Pick<Route, "touches">): boolean =>
  Boolean(touches.put ?? touches.delete);

/** Whether an entry's answers are kept for retries under an Idempotency-Key: every POST that writes. */
export const isRetryable = (route: Pick<Route, "on" | "touches">): boolean =>
  route.on.startsWith("POST ") && writes(route);

/** The entries of a noun that write nothing: one Lambda, without any right to write. */
export const reads = <R extends Routes>(entries: R): Part<R, false> =>
  Object.fromEntries(Object.entries(entries).filter(([, route]) => !writes(route))) as Part<R, false>;

/** The entries of a noun that write: another Lambda. */
export const changes = <R extends Routes>(entries: R): Part<R, true> =>
  Object.fromEntries(Object.entries(entries).filter(([, route]) => writes(route))) as Part<R, true>;

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;
type AnswerBody<S> = S extends z.ZodType ? z.input<S> : S extends Media ? string : never;

/** A request after parsing and authorisation. */
export interface Asked<R extends Route> {
  readonly path: Parsed<R["path"]>;
  readonly query: Parsed<R["query"]>;
  readonly body: Parsed<R["body"]>;
  readonly caller: Caller | null;
  /** The version in If-Match, where the request brought one. */
  readonly ifMatch: number | null;
  readonly idempotencyKey: string | null;
}

/** What an operation answers: `version` becomes the ETag. */
export type Answered<R extends Route> = {
  [Status in keyof R["answers"] & number]: {
    readonly status: Status;
    readonly body: AnswerBody<R["answers"][Status]>;
    readonly location?: string;
    /** Of a paged answer, the path and query of the next page. */
    readonly next?: string;
  };
}[keyof R["answers"] & number];

/** What an operation works with. Time, ids and randomness come from `platform`. */
export interface Context extends Platform {
  /** Milliseconds since 1970, the real clock at the start of this request. */
  readonly now: number;
  /** Commits the writes of this request with its audit entry and its idempotency record, then gives the answer back. */
  readonly commit: Commit;
  /** Refuses the caller unless they hold one of these offices there: for places that only what was read names. */
  readonly permit: (allowed: readonly Role[], place: Place) => Promise<void>;
  /** Whether it would let them pass. */
  readonly allows: (allowed: readonly Role[], place: Place) => Promise<boolean>;
}

export type Operation<R extends Route> = (request: Asked<R>, context: Context) => Promise<Answered<R>>;

/** One operation per entry, under the entry's name: a missing or an extra one does not compile. */
export type Operations<R extends Routes> = { readonly [K in keyof R]: Operation<R[K]> };

/**
 * What looking at a token takes: the sign-in; in a town the seats of who signs in, and the bodies that are being
 * dissolved; and where the right comes from further up, too, what the body is part of, by the day in its zone.
 */
function admission({ on, allow, welcomes, isForAnyBody }: Route): Touches {
  const known = allow === "everyone" ? welcomes : allow;
  if (!known) return {};
  if (!on.includes("{municipality}")) return { get: ["identity"] };
  const isInherited = known.includes("secretary") && !isForAnyBody;
  const above = isInherited ? (["body"] as const) : [];
  return { get: ["identity", "ending", ...above], query: ["sits", ...above] };
}

/** What every change leaves: its entry in the audit log, and its answer for who asks again. */
function traces(route: Route): Touches {
  if (!writes(route)) return {};
  const kept = isRetryable(route) ? (["idempotency"] as const) : [];
  return { get: kept, put: [...(route.isOnLedger ? [] : (["audit"] as const)), ...kept] };
}

/** All that these touch. */
export const together = (all: readonly Touches[]): Touches =>
  Object.fromEntries(
    verbs
      .map((verb) => [verb, [...new Set(all.flatMap((touches) => touches[verb] ?? []))]] as const)
      .filter(([, touched]) => touched.length > 0),
  );

/** All that a route touches, with what every request of its kind implies. */
export const allTouches = (route: Route): Touches =>
  together([route.touches, admission(route), traces(route)]);
