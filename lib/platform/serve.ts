import middy from "@middy/core";
import type { Context as LambdaContext } from "aws-lambda";
import * as z from "zod";
import { Refusal } from "../errors.ts";
import { identify } from "./caller.ts";
import type { Caller } from "./caller.ts";
import type { CommittedAnswer } from "./commit.ts";
import type { Operation, Operations, Route, Routes } from "./contract.ts";
import { answerWith, etagOf, muteProblem, problem } from "./http.ts";
import type { HttpAnswer, HttpEvent } from "./http.ts";
import { failureOf } from "./log.ts";
import { answerOnce } from "./once.ts";
import { parse } from "./parse.ts";
import { permit } from "./permit.ts";
import type { Platform } from "./platform.ts";

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
        const answer = await answerOnce({ platform, name, route, asked, event, now }, operation);
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
  if (route.allow === "everyone" && !route.welcomes) return null;
  const caller = await identify(event.headers["authorization"], platform.verify, platform.table, now);
  if (route.allow === "everyone") return caller;
  await permit(platform.table, caller, route.allow, event.pathParameters ?? {}, now);
  return caller;
}

/** The answer as it leaves: through its schema, with its ETag; 304 when the client has it already. */
function respond(
  route: Route,
  event: HttpEvent,
  { status, body, location, next }: CommittedAnswer,
): HttpAnswer {
  const shape = route.answers[status];
  if (!shape) throw new Error(`${route.on} does not declare ${status}`);
  const media = "media" in shape ? shape.media : "application/json";
  const payload = shape instanceof z.ZodType ? JSON.stringify(shape.parse(body)) : String(body);
  const etag = etagOf(payload, (body as { version?: unknown } | null)?.version, route.isPage);
  // What a token shows is nobody else's to be shown.
  const isRedirect = status === 303;
  const isShared = route.cacheSeconds !== undefined && event.headers["authorization"] === undefined;
  const headers = {
    // Where something is, is another address every time.
    ...(!isRedirect && { etag }),
    "cache-control": isShared ? `public, max-age=0, s-maxage=${route.cacheSeconds}` : "no-store",
    ...(route.welcomes && { vary: "authorization" }),
    ...(location !== undefined && { location }),
    ...(next !== undefined && { link: `<${next}>; rel="next"` }),
  };
  // Weak or not makes no difference here (RFC 9110, 13.1.2), and whoever compresses an answer on its way makes its ETag weak.
  const known = event.headers["if-none-match"]?.replaceAll("W/", "").split(/\s*,\s*/) ?? [];
  if (event.routeKey.startsWith("GET ") && !isRedirect && known.includes(etag))
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
      ...(error && !(error instanceof Refusal) && { error: failureOf(error) }),
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
