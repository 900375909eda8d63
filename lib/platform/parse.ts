import * as z from "zod";
import type { Fault } from "../errors.ts";
import { faulty, Refusal } from "../errors.ts";
import { faultsOf } from "./faults.ts";
import type { Asked, Route } from "./contract.ts";
import type { Caller } from "./caller.ts";
import type { HttpEvent } from "./http.ts";

/** Nothing larger can be stored. */
const MOST_BODY_BYTES = 400_000;

const Headers = z.object({
  "if-match": z
    .string()
    .regex(/^\s*(?:W\/)?"\d{1,15}(?:-[\w-]{22})?"\s*$/, 'must be the ETag that you read, like "3"')
    .transform((etag) => Number(/\d+/.exec(etag)?.[0]))
    .optional(),
  "idempotency-key": z
    .string()
    .regex(/^[\x21-\x7e]{1,255}$/, "must be 1 to 255 visible ASCII characters")
    .optional(),
});

/** Parses path, query, body and If-Match of a request: every fault of all of them in one refusal. */
export function parse(route: Route, event: HttpEvent, caller: Caller | null): Asked<Route> {
  const faults: Fault[] = [];
  const part = (schema: z.ZodType | undefined, value: unknown, place: Fault["in"]): unknown => {
    const parsed = schema?.safeParse(value);
    if (parsed?.error) faults.push(...faultsOf(parsed.error, place));
    return parsed?.data;
  };
  const path = part(route.path, event.pathParameters ?? {}, "path");
  if (faults.length > 0) throw new Refusal("not-found", "No address of ours looks like this.", faults);
  const headers = part(Headers, event.headers, "header") as z.output<typeof Headers> | undefined;
  const query = part(route.query, event.queryStringParameters ?? {}, "query");
  if (!route.query)
    for (const name of Object.keys(event.queryStringParameters ?? {}))
      faults.push({ in: "query", path: `$.${name}`, message: "is not a parameter of this route" });
  const body = route.body && part(route.body, route.isForm ? formOf(event) : json(event), "body");
  if (faults.length > 0) throw faulty(faults);
  const ifMatch = headers?.["if-match"] ?? null;
  if (route.ifMatch === "required" && ifMatch === null)
    throw new Refusal("version-needed", "Read it first, then send its ETag as If-Match.");
  const idempotencyKey = headers?.["idempotency-key"] ?? null;
  return { path, query, body, caller, ifMatch, idempotencyKey } as Asked<Route>;
}

function textOf({ body = "", isBase64Encoded }: HttpEvent): string {
  const text = isBase64Encoded ? Buffer.from(body, "base64").toString("utf8") : body;
  if (Buffer.byteLength(text) > MOST_BODY_BYTES)
    throw new Refusal("too-large", `A body may have ${MOST_BODY_BYTES} bytes.`);
  return text;
}

/** A form sends CR and LF for each line break (HTML, 4.10.21.7). */
const formOf = (event: HttpEvent): unknown =>
  Object.fromEntries(new URLSearchParams(textOf(event).replaceAll(/%0D%0A/gi, "%0A")));

function json(event: HttpEvent): unknown {
  const text = textOf(event);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Refusal("bad-input", "The body must be JSON.", [
      { in: "body", path: "$", message: text === "" ? "is missing" : "is not JSON" },
    ]);
  }
}
