import middy from "@middy/core";
import type { Context as LambdaContext } from "aws-lambda";
import * as z from "zod";
import { Refusal } from "../errors.ts";
import { identify, permit } from "./caller.ts";
import type { Caller } from "./caller.ts";
import { auditEntry, refusalOf } from "./commit.ts";
import type { CommittedAnswer, Deed } from "./commit.ts";
import type { Asked, Context, Operation, Operations, Route, Routes } from "./contract.ts";
import { answerWith, etagOf, muteProblem, problem } from "./http.ts";
import type { HttpAnswer, HttpEvent } from "./http.ts";
import { committedAnswer, digestOf, idempotencyRecord } from "./idempotency.ts";
import type { Retry } from "./idempotency.ts";
import { parse } from "./parse.ts";
import type { Platform } from "./platform.ts";
import { LostRace } from "./writes.ts";
import type { Write } from "./writes.ts";

export type HttpHandler = (event: HttpEvent, context: LambdaContext) => Promise<HttpAnswer>;

/** Chart entries and their operations, waiting for a platform to run on. */
export type Service = (platform: Platform) => HttpHandler;

/** The function of these routes: dispatch by `routeKey`, caller, parsing, retry, operation, answer. One log line each. */
export function serve<const R extends Routes>(entries: R, operations: Operations<R>): Service {
  const byRouteKey = new Map(
    Object.entries(entries).map(([name, route]) => [
      route.on as string,
      { name, route, operation: operations[name] as unknown as Operation<Route> },
    ]),
  );
  return (platform) =>
    middy<HttpEvent, HttpAnswer>()
      .use(oneLogLine(platform))
      .use(problems())
      .handler(async (event: HttpEvent) => {
        const entry = byRouteKey.get(event.routeKey);
        if (!entry) throw new Refusal("not-found", "There is no such route: see /v1/openapi.json.");
        const { name, route, operation } = entry;
        const now = platform.clock();
        const caller = await admitted(platform, route, event, now);
        const asked = parse(route, event, caller);
        const answer = await once(platform, name, asked, event, now, operation);
        return respond(route, event, answer);
      });
}

/** Who asks, where the route is not for everyone: 401, 403 or 404 for those whom it does not let in. */
async function admitted(
  platform: Platform,
  route: Route,
  event: HttpEvent,
  now: number,
): Promise<Caller | null> {
  if (route.allow === "everyone") return null;
  const caller = await identify(event.headers["authorization"], platform.verify, platform.table, now);
  permit(caller, route.allow, event.pathParameters ?? {});
  return caller;
}

/** Runs the operation, once per Idempotency-Key: a retry gets what the first try committed. */
async function once(
  platform: Platform,
  name: string,
  asked: Asked<Route>,
  event: HttpEvent,
  now: number,
  operation: Operation<Route>,
): Promise<CommittedAnswer> {
  const by = asked.caller?.id ?? "anonymous";
  const town = event.pathParameters?.["municipality"] ?? "";
  const retry = retryOf(asked, event, name, by, town);
  const before = retry && (await committedAnswer(platform.table, retry, now));
  if (before) return before;

  const commit = async <A extends CommittedAnswer>(
    answer: A,
    writes: readonly Write[],
    about: Deed["about"],
  ) => {
    const { realm = town, ...rest } = about;
    const deed = { realm: String(realm), by, operation: name, about: rest };
    const record = retry ? [idempotencyRecord(retry, answer, now)] : [];
    const all = [...record, ...writes, auditEntry(platform, deed)];
    try {
      await platform.table.transact(all);
    } catch (error) {
      if (!(error instanceof LostRace)) throw error;
      // The other of two equal requests was first: its answer is ours.
      const theirs = retry && error.positions[0] === 0 && (await committedAnswer(platform.table, retry, now));
      if (theirs) return theirs as unknown as A;
      throw refusalOf(all, error);
    }
    return answer;
  };
  const context: Context = { ...platform, now, commit };
  return operation(asked, context);
}

function retryOf(
  asked: Asked<Route>,
  event: HttpEvent,
  route: string,
  caller: string,
  town: string,
): Retry | null {
  const key = event.headers["idempotency-key"];
  if (key === undefined || !event.routeKey.startsWith("POST ")) return null;
  if (!/^[\x21-\x7e]{1,255}$/.test(key))
    throw new Refusal("bad-input", "One fault: see `faults`.", [
      { in: "header", path: "$['idempotency-key']", message: "must be 1 to 255 visible ASCII characters" },
    ]);
  return { town, caller, route, key, digest: digestOf(asked.path, asked.query, event.body) };
}

/** The answer as it leaves: through its schema, with its ETag; 304 when the client has it already. */
function respond(route: Route, event: HttpEvent, { status, body, location }: CommittedAnswer): HttpAnswer {
  const shape = route.answers[status];
  if (!shape) throw new Error(`${route.on} does not declare ${status}`);
  const media = "media" in shape ? shape.media : "application/json";
  const payload = shape instanceof z.ZodType ? JSON.stringify(shape.parse(body)) : String(body);
  const etag = etagOf(payload, (body as { version?: unknown } | null)?.version);
  const headers = {
    etag,
    "cache-control":
      route.cacheSeconds === undefined ? "no-store" : `public, max-age=0, s-maxage=${route.cacheSeconds}`,
    ...(location !== undefined && { location }),
  };
  if (event.routeKey.startsWith("GET ") && event.headers["if-none-match"]?.split(/\s*,\s*/).includes(etag))
    return answerWith(304, media, "", headers);
  return answerWith(status, media, payload, headers);
}

const problems = (): middy.MiddlewareObj<HttpEvent, HttpAnswer> => ({
  onError: (request) => {
    request.response = request.error instanceof Refusal ? problem(request.error) : muteProblem();
  },
});

/** One line per request, written last: what was asked, how it ended, what it cost. No ids of people, no bodies. */
function oneLogLine({ log, table }: Platform): middy.MiddlewareObj<HttpEvent, HttpAnswer> {
  const line = (request: middy.Request<HttpEvent, HttpAnswer>): void => {
    const { event, response, error, internal } = request;
    const before = internal as { from: number; read: number; write: number };
    log({
      level: error && !(error instanceof Refusal) ? "error" : "info",
      route: event.routeKey,
      status: response?.statusCode ?? 500,
      milliseconds: Math.round(performance.now() - before.from),
      readUnits: table.units.read - before.read,
      writeUnits: table.units.write - before.write,
      requestId: event.requestContext.requestId,
      ...(error instanceof Refusal && { refusal: error.code }),
      ...(error && !(error instanceof Refusal) && { error: error.stack ?? error.message }),
    });
  };
  return {
    before: ({ internal }) => {
      Object.assign(internal, { from: performance.now(), read: table.units.read, write: table.units.write });
    },
    after: line,
    onError: line,
  };
}
