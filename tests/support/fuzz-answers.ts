import { isOfTheInterface } from "./premises.ts";
import * as z from "zod";
import { refusals } from "../../lib/errors.ts";
import type { RefusalCode } from "../../lib/errors.ts";
import type { Route } from "../../lib/platform/contract.ts";
import { isTelling } from "./fuzz-values.ts";
import type { Received, Sent } from "./fuzz-world.ts";
import { methodOf, parametersOf, templateOf } from "./fuzz-world.ts";

/** The statuses that the published document declares, by operation. */
export type Declared = Readonly<Record<string, readonly number[]>>;

const Document = z.object({
  paths: z.record(
    z.string(),
    z.record(z.string(), z.object({ operationId: z.string(), responses: z.record(z.string(), z.unknown()) })),
  ),
});

export const declaredIn = (document: unknown): Declared =>
  Object.fromEntries(
    Object.values(Document.parse(document).paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId, responses }) => [
        operationId,
        Object.keys(responses).map(Number),
      ]),
    ),
  );

// Lambda hands out no more than this.
const MOST_BYTES = 6 * 1024 * 1024;
// The HTTP API waits no longer.
const MOST_MILLISECONDS = 30_000;

const INTERNALS =
  /node_modules|\.[jt]s:\d+|\bat \S+ \(|file:\/\/|dynamo|TransactionCanceled|ValidationException|AccessDenied|[A-Za-z]+Error\b|gsi[12]|"(?:pk|sk|schema|listed)"|touches|ECONN|127\.0\.0\.1/i;

const CODES: ReadonlyMap<string, number> = new Map(
  Object.keys(refusals).map((code) => [code, refusals[code as RefusalCode].status]),
);

const Problem = z.strictObject({
  type: z.string().min(1),
  title: z.string().min(1),
  status: z.number().int(),
  code: z.string().min(1),
  detail: z.string().min(1),
  faults: z
    .array(
      z.strictObject({
        in: z.enum(["body", "query", "path", "header"]),
        path: z.string(),
        message: z.string(),
      }),
    )
    .optional(),
});

/** What is wrong with an answer, whatever was asked. */
export function wrongWith(sent: Sent, received: Received, declared: Declared): string[] {
  const { status, text, headers, milliseconds } = received;
  const wrong: string[] = [];
  if (status === 401 && isOfTheInterface(text)) return [];
  // A path that was bent so far that it is another address is nobody's.
  const allowed = [...(declared[sent.name] ?? []), ...(isAddressOf(sent) ? [] : [404])];
  if (!allowed.includes(status)) wrong.push(`answers ${status}, which the document does not declare`);
  if (Buffer.byteLength(text) > MOST_BYTES) wrong.push(`answers with ${Buffer.byteLength(text)} bytes`);
  if (milliseconds > MOST_MILLISECONDS) wrong.push(`took ${Math.round(milliseconds)} ms`);
  if (status >= 500) return [`answers ${status}`];
  if (status >= 400) wrong.push(...wrongWithProblem(received));
  else if (status === 304 ? text !== "" : isAddressOf(sent))
    wrong.push(...wrongWithBody(sent.route, received));
  // The document is our own words; they are looked at elsewhere.
  const internal =
    sent.name === "getOpenApi" && status === 200 ? null : INTERNALS.exec(withoutLinks(sent, text));
  if (internal) wrong.push(`tells of the inside: ${internal[0]}`);
  if (headers["x-content-type-options"] !== "nosniff") wrong.push("may be sniffed");
  if ("x-powered-by" in headers || "set-cookie" in headers) wrong.push("has a header that is not ours");
  return wrong;
}

/** A letter says where its member answers, a document where its bytes are: on this machine that is this machine. */
const withoutLinks = ({ name }: Sent, text: string): string =>
  LINKING.has(name) ? text.replaceAll(/http:\/\/127\.0\.0\.1:\d+\/(v1|documents[\w-]*)\//g, "/v1/") : text;
const LINKING = new Set(["showLetter", "createDocument", "getDocument"]);

function wrongWithProblem({ status, text, headers }: Received): string[] {
  if (headers["content-type"] !== "application/problem+json")
    return [`is ${String(headers["content-type"])}, no problem`];
  const { data, error } = Problem.safeParse(jsonIn(text));
  if (error) return [`is no problem of ours: ${z.prettifyError(error)}`];
  const fits =
    data.status === status &&
    CODES.get(data.code) === status &&
    data.type === `urn:convoca:problem:${data.code}`;
  return fits ? [] : [`contradicts itself: ${status}, ${data.type}, ${data.code}, ${data.status}`];
}

function wrongWithBody(route: Route, { status, text, headers }: Received): string[] {
  const shape = route.answers[status];
  if (!shape) return [`answers ${status}, which the chart does not name`];
  const media = shape instanceof z.ZodType ? "application/json" : shape.media;
  if (headers["content-type"] !== media) return [`is ${String(headers["content-type"])}, not ${media}`];
  if (!(shape instanceof z.ZodType))
    return media.startsWith("text/html") ? wrongWithPage(text) : text === "" ? ["is empty"] : [];
  const body = jsonIn(text);
  const { data, error } = shape.safeParse(body);
  if (error) return [`does not pass its schema: ${z.prettifyError(error)}`];
  return sameJson(data, body) ? [] : ["holds more than its schema"];
}

/** What somebody wrote is on a page as they wrote it, and is never part of it. */
function wrongWithPage(text: string): string[] {
  const elements = [...text.matchAll(/<([a-z][\w-]*)/gi)].map(([, name = ""]) => name.toLowerCase());
  const strange = elements.filter((name) => !ELEMENTS.has(name));
  return [
    ...(text.startsWith("<!doctype html>") ? [] : ["is no page"]),
    ...(strange.length > 0 ? [`has elements that are not ours: ${strange.join(" ")}`] : []),
    ...(/\son\w+\s*=|javascript:/i.test(text.replaceAll(/>[^<]*/g, ">")) ? ["would run a script"] : []),
  ];
}

const ELEMENTS = new Set(
  (
    "html head meta title style body main h1 h2 h3 p br strong em bdi a ul ol li dl dt dd table thead tbody tr th td " +
    "code form button label textarea section header footer small div span"
  ).split(" "),
);

/** Whether a path still belongs to its route, once it was tidied up as every client does. */
export function isAddressOf({ route, path }: Sent): boolean {
  return parametersIn(route, path) !== null;
}

/** The parameters of a path, or null when it is not one of this route, or not UTF-8. */
export function parametersIn(route: Route, path: string): Record<string, string> | null {
  try {
    const { pathname } = new URL(path, "http://localhost");
    const source = templateOf(route)
      .replaceAll(".", "\\.")
      .replace(/\{\w+\}/g, "([^/]+)");
    const [, ...values] = new RegExp(`^${source}$`).exec(pathname) ?? [null];
    const names = parametersOf(route);
    if (values.length !== names.length || !new RegExp(`^${source}$`).test(pathname)) return null;
    return Object.fromEntries(names.map((name, i) => [name, decodeURIComponent(values[i] ?? "")]));
  } catch {
    return null;
  }
}

/** Whether the chart's own schemas take all parts of a request: where not, it must be refused. */
export function isSound(sent: Sent): boolean {
  const { route, path, query, body } = sent;
  const parameters = parametersIn(route, path);
  if (!parameters || route.path?.safeParse(parameters).success === false) return false;
  const asked = new URLSearchParams(query);
  const joined = Object.fromEntries(
    [...new Set(asked.keys())].map((name) => [name, asked.getAll(name).join(",")]),
  );
  if (!(route.query ?? z.strictObject({})).safeParse(joined).success) return false;
  if (!route.body) return true;
  const value = route.isForm ? Object.fromEntries(new URLSearchParams(String(body))) : jsonIn(String(body));
  return Buffer.byteLength(body ?? "") <= 1_000_000 && route.body.safeParse(value).success;
}

export const isChange = ({ route }: Sent): boolean =>
  methodOf(route) !== "GET" && Boolean(route.touches.put ?? route.touches.delete);

export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

export const sameJson = (a: unknown, b: unknown): boolean =>
  JSON.stringify(ordered(a)) === JSON.stringify(ordered(b));

const ordered = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(
    entries.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, each]) => [key, ordered(each)]),
  );
};

/** The texts in a value that must come back, as they are kept: without space around them. */
export const tellingIn = (value: unknown): string[] =>
  leavesOf(value)
    .filter(isTelling)
    .map((text) => text.trim());

export const leavesOf = (value: unknown): string[] =>
  typeof value === "string"
    ? [value]
    : typeof value === "object" && value !== null
      ? Object.values(value).flatMap(leavesOf)
      : [];
