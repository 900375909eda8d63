import type { DynamoDBRecord, Context as LambdaContext } from "aws-lambda";
import { httpFunctions, listeners, streams, ticks } from "../api.ts";
import { allTouches, together } from "../platform/contract.ts";
import type { Service as Used, Touches } from "../platform/contract.ts";
import { dynamoTable } from "../platform/dynamo.ts";
import type { DynamoCalls } from "../platform/dynamo-calls.ts";
import type { ListenerHandler, ListenerService, ServiceEvent } from "../platform/listener.ts";
import { filesFor, noKeys, noMail } from "../platform/not-used.ts";
import type { Platform } from "../platform/platform.ts";
import type { HttpHandler, Service } from "../platform/serve.ts";
import { keyOf } from "../platform/stream.ts";
import type { StreamHandler, StreamService } from "../platform/stream.ts";
import type { TickHandler, TickService } from "../platform/tick.ts";
import { guard } from "./guard.ts";

export type TickName = keyof typeof ticks;

/** The very functions of the service, each on a table port of its own that knows its role. */
export interface Functions {
  /** By `routeKey`. */
  readonly http: ReadonlyMap<string, HttpHandler>;
  readonly ticks: Readonly<Record<TickName, TickHandler>>;
  readonly streams: readonly OnStream[];
  readonly listeners: readonly OnEvents[];
}

/** A function on the table's stream, and which records its filter lets through to it. */
export interface OnStream {
  readonly lets: (record: DynamoDBRecord) => boolean;
  readonly handler: StreamHandler;
}

/** A function that other services tell something, and which events its rule matches. */
export interface OnEvents {
  readonly hears: (event: ServiceEvent) => boolean;
  readonly handler: ListenerHandler;
}

export interface Ground extends Omit<Platform, "table" | "publicUrl"> {
  /** For each function its own, as each has its own patience on Lambda. */
  readonly newCalls: () => DynamoCalls;
  readonly tableName: string;
  /** Asked for when a link is made: the address is known once the server listens. */
  readonly publicUrl: () => string;
}

/** As much of a chart entry as its function's rights come from. */
interface Rights {
  readonly touches: Touches;
  readonly uses?: readonly Used[];
}

export async function loadFunctions(ground: Ground): Promise<Functions> {
  const http = new Map<string, HttpHandler>();
  for (const { name, routes } of httpFunctions) {
    const entries = Object.values(routes);
    const rights = {
      touches: together(entries.map(allTouches)),
      uses: entries.flatMap(({ uses }) => uses ?? []),
    };
    const handler = (await load<Service>(name))(platformOf(ground, name, rights));
    for (const { on } of entries) http.set(on, handler);
  }
  const tickHandlers = await Promise.all(
    Object.entries(ticks).map(async ([name, entry]) => {
      const handler = (await load<TickService>(name))(platformOf(ground, name, entry));
      return [name, handler] as const;
    }),
  );
  return {
    http,
    ticks: Object.fromEntries(tickHandlers) as Functions["ticks"],
    streams: await Promise.all(
      Object.entries(streams).map(async ([name, entry]) => ({
        lets: (record: DynamoDBRecord) => keyOf(entry, record) !== null,
        handler: (await load<StreamService>(name))(platformOf(ground, name, entry)),
      })),
    ),
    listeners: await Promise.all(
      Object.entries(listeners).map(async ([name, entry]) => ({
        hears: ({ source }: ServiceEvent) => source === entry.source,
        handler: (await load<ListenerService>(name))(platformOf(ground, name, entry)),
      })),
    ),
  };
}

const load = async <S>(name: string): Promise<S> =>
  ((await import(`../../functions/${name}.ts`)) as { service: S }).service;

/** A function's platform: a table that knows its role, and no port that its entry does not name. */
function platformOf(ground: Ground, name: string, { touches, uses = [] }: Rights): Platform {
  const { newCalls, tableName, publicUrl, ...rest } = ground;
  return {
    ...rest,
    table: dynamoTable({ calls: guard(newCalls(), touches, name), name: tableName, random: ground.random }),
    mail: uses.includes("mail") ? ground.mail : noMail,
    keys: uses.includes("keys") ? ground.keys : noKeys,
    files: filesFor(ground.files, uses),
    get publicUrl() {
      return publicUrl();
    },
  };
}

/** As much of Lambda's context as is read. */
export const lambdaContext = (milliseconds: number): LambdaContext => {
  const end = Date.now() + milliseconds;
  return { getRemainingTimeInMillis: () => end - Date.now() } as LambdaContext;
};
