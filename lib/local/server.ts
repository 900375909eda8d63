import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { cors } from "../api.ts";
import { Refusal } from "../errors.ts";
import { answerWith, muteProblem, problem } from "../platform/http.ts";
import type { HttpAnswer, HttpEvent } from "../platform/http.ts";
import { failureOf } from "../platform/log.ts";
import type { Log } from "../platform/log.ts";
import type { HttpHandler } from "../platform/serve.ts";
import { lambdaContext } from "./functions.ts";

/** A route of this machine alone, beside the chart's. */
export type LocalRoute = (body: string) => Promise<HttpAnswer>;

export interface ServerSettings {
  readonly http: ReadonlyMap<string, HttpHandler>;
  readonly local: Readonly<Record<string, LocalRoute>>;
  readonly corsOrigins: readonly string[];
  readonly port: number;
  readonly log: Log;
}

const REQUEST_MILLISECONDS = 30_000;
const MOST_BYTES = 6_000_000; // as much as Lambda takes

/** HTTP API, as far as we use it, on loopback: routes by the chart, hands the event over, adds CORS. */
export async function startServer(settings: ServerSettings): Promise<{ server: Server; url: string }> {
  const match = matcher([...settings.http.keys()]);
  const server = createServer((request, response) => {
    answer(request, settings, match)
      .catch((error: unknown) => refused(error, settings.log))
      .then((result) => send(response, result, corsHeaders(request, settings.corsOrigins)))
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(settings.port, "127.0.0.1", resolve);
  });
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : settings.port;
  return { server, url: `http://127.0.0.1:${port}` };
}

function refused(error: unknown, log: Log): HttpAnswer {
  if (error instanceof Refusal) return problem(error);
  log({ level: "error", error: failureOf(error) });
  return muteProblem();
}

async function answer(
  request: IncomingMessage,
  settings: ServerSettings,
  match: Matcher,
): Promise<HttpAnswer> {
  const url = addressOf(request);
  const method = request.method ?? "GET";
  if (method === "OPTIONS") return answerWith(204, "text/plain", "");
  const body = await bodyOf(request);
  const local = settings.local[`${method} ${url.pathname}`];
  if (local) return isFromHere(request) ? local(body) : problem(NOT_FROM_HERE);
  const found = match(method, url.pathname);
  const handler = found && settings.http.get(found.routeKey);
  if (!found || !handler) throw new Refusal("not-found", "There is no such route: see /v1/openapi.json.");
  const event: HttpEvent = {
    ...found,
    headers: Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(",") : value,
      ]),
    ),
    queryStringParameters: queryOf(url.searchParams),
    ...(body !== "" && { body }),
    requestContext: { requestId: randomUUID() },
  };
  return handler(event, lambdaContext(REQUEST_MILLISECONDS));
}

function addressOf({ url = "/" }: IncomingMessage): URL {
  if (!URL.canParse(url, "http://localhost"))
    throw new Refusal("not-found", "No address of ours looks like this.");
  return new URL(url, "http://localhost");
}

/** Whoever may ask for tokens is on this machine, and is no page of elsewhere in a browser on it. */
const isFromHere = ({ headers }: IncomingMessage): boolean =>
  /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(headers.host ?? "") && headers.origin === undefined;
const NOT_FROM_HERE = new Refusal("forbidden", "Only this machine asks here, and no page of another origin.");

/** Repeated parameters arrive joined by commas, as API Gateway hands them over. */
const queryOf = (parameters: URLSearchParams): Record<string, string> =>
  Object.fromEntries(
    [...new Set(parameters.keys())].map((name) => [name, parameters.getAll(name).join(",")]),
  );

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw new Refusal("too-large", `A request may have ${MOST_BYTES} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

type Matcher = (method: string, path: string) => Pick<HttpEvent, "routeKey" | "pathParameters"> | null;

function matcher(routeKeys: readonly string[]): Matcher {
  const patterns = routeKeys.map((routeKey) => {
    const [method, path = ""] = routeKey.split(" ");
    const source = path.replaceAll(".", "\\.").replace(/\{(\w+)\}/g, "(?<$1>[^/]+)");
    return { routeKey, method, pattern: new RegExp(`^${source}$`) };
  });
  return (method, path) => {
    for (const route of patterns) {
      const found = route.method === method ? route.pattern.exec(path) : null;
      if (found) return { routeKey: route.routeKey, pathParameters: decoded(found.groups ?? {}) };
    }
    return null;
  };
}

function decoded(groups: Readonly<Record<string, string>>): Record<string, string> {
  try {
    return Object.fromEntries(
      Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]),
    );
  } catch {
    throw new Refusal("not-found", "No address of ours looks like this.");
  }
}

function corsHeaders(
  { method, headers }: IncomingMessage,
  origins: readonly string[],
): Record<string, string> {
  const { origin } = headers;
  const allowed = origins.includes("*") ? "*" : origins.find((each) => each === origin);
  if (origin === undefined || allowed === undefined) return {};
  return {
    "access-control-allow-origin": allowed,
    ...(allowed !== "*" && { vary: "origin" }),
    ...(method === "OPTIONS"
      ? {
          "access-control-allow-methods": cors.methods.join(","),
          "access-control-allow-headers": cors.allowHeaders.join(","),
          "access-control-max-age": String(cors.maxAgeSeconds),
        }
      : { "access-control-expose-headers": cors.exposeHeaders.join(",") }),
  };
}

function send(
  response: ServerResponse,
  { statusCode, headers, body }: HttpAnswer,
  more: Record<string, string>,
): void {
  const vary = [headers["vary"], more["vary"]].filter((each) => each !== undefined).join(", ");
  response.writeHead(statusCode, { ...headers, ...more, ...(vary && { vary }) });
  response.end(statusCode === 204 || statusCode === 304 ? undefined : body);
}
