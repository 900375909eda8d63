import type { z } from "zod";
import type { Family } from "../table.ts";
import type { Caller, Role } from "./caller.ts";
import type { Place } from "./permit.ts";
import type { Commit } from "./commit.ts";
import type { Platform } from "./platform.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** What an entry of the chart does to the table, by DynamoDB verb: the role's grants are computed from it. */
export interface Touches {
  readonly get?: readonly Family[];
  readonly query?: readonly Family[];
  readonly put?: readonly Family[];
  readonly delete?: readonly Family[];
  readonly check?: readonly Family[];
}

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
  readonly path?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** The body is what an HTML form sends (application/x-www-form-urlencoded). */
  readonly isForm?: boolean;
  /** What the body says goes on no record, not even as a digest that could be tried out: a key for retries stands for any body. */
  readonly isUntraceable?: boolean;
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

/** Whether the right comes from further up, too: then what the body is part of is looked at. */
const isInherited = (allow: readonly Role[]): boolean => allow.includes("secretary");

/** What every closed route gets: the sign-in, the bodies that are being dissolved; the zone of a body for what is above it. */
const closedGets = (allow: readonly Role[]) =>
  ["identity", "ending", ...(isInherited(allow) ? ["body"] : [])] as readonly Family[];

/** All that a route touches, with what every request of its kind implies. */
export function allTouches(route: Route): Touches {
  const { allow, welcomes, touches } = route;
  const keeping = isRetryable(route) ? (["idempotency"] as const) : [];
  const known = allow === "everyone" ? welcomes : allow;
  return {
    ...touches,
    get: [...(touches.get ?? []), ...(known ? closedGets(known) : []), ...keeping],
    ...(known && {
      query: [...(touches.query ?? []), "sits" as const, ...(isInherited(known) ? ["body" as const] : [])],
    }),
    ...(writes(route) && { put: [...(touches.put ?? []), "audit" as const, ...keeping] }),
  };
}
