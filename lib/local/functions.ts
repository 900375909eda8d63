import type { Context as LambdaContext } from "aws-lambda";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { httpFunctions, ticks } from "../api.ts";
import { allTouches } from "../platform/contract.ts";
import type { Touches } from "../platform/contract.ts";
import { documentClient } from "../platform/environment.ts";
import { dynamoTable } from "../platform/dynamo.ts";
import type { Platform } from "../platform/platform.ts";
import type { HttpHandler, Service } from "../platform/serve.ts";
import type { TickHandler, TickService } from "../platform/tick.ts";
import { guard } from "./guard.ts";

export type TickName = keyof typeof ticks;

/** The very functions of the service, each on a table port of its own that knows its role. */
export interface Functions {
  /** By `routeKey`. */
  readonly http: ReadonlyMap<string, HttpHandler>;
  readonly ticks: Readonly<Record<TickName, TickHandler>>;
}

export interface Ground extends Omit<Platform, "table"> {
  readonly newClient: () => DynamoDBClient;
  readonly tableName: string;
}

export async function loadFunctions({ newClient, tableName, ...ground }: Ground): Promise<Functions> {
  const platformOf = (name: string, touches: Touches): Platform => {
    const client = documentClient(newClient());
    return {
      ...ground,
      table: dynamoTable({ client: guard(client, touches, name), name: tableName, random: ground.random }),
    };
  };
  const http = new Map<string, HttpHandler>();
  for (const { name, routes } of httpFunctions) {
    const handler = (await load<Service>(name))(
      platformOf(name, together(Object.values(routes).map(allTouches))),
    );
    for (const { on } of Object.values(routes)) http.set(on, handler);
  }
  const tickHandlers = await Promise.all(
    Object.entries(ticks).map(async ([name, { touches }]) => {
      const handler = (await load<TickService>(name))(platformOf(name, touches));
      return [name, handler] as const;
    }),
  );
  return { http, ticks: Object.fromEntries(tickHandlers) as Record<TickName, TickHandler> };
}

const load = async <S>(name: string): Promise<S> =>
  ((await import(`../../functions/${name}.ts`)) as { service: S }).service;

/** What a function's role is granted: all that its routes touch. */
function together(all: readonly Touches[]): Touches {
  const verbs = ["get", "query", "put", "delete", "check"] as const;
  return Object.fromEntries(verbs.map((verb) => [verb, all.flatMap((touches) => touches[verb] ?? [])]));
}

/** As much of Lambda's context as is read. */
export const lambdaContext = (milliseconds: number): LambdaContext => {
  const end = Date.now() + milliseconds;
  return { getRemainingTimeInMillis: () => end - Date.now() } as LambdaContext;
};
