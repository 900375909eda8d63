import type { z } from "zod";
import type { Fault } from "../errors.ts";
import { Refusal } from "../errors.ts";
import { faultsOf } from "./contract.ts";
import type { Asked, Route } from "./contract.ts";
import type { Caller } from "./caller.ts";
import { versionIn } from "./http.ts";
import type { HttpEvent } from "./http.ts";

const MOST_BODY_BYTES = 1_000_000;

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
  const ifMatch = versionIn(event.headers["if-match"]);
  const query = part(route.query, event.queryStringParameters ?? {}, "query");
  if (!route.query)
    for (const name of Object.keys(event.queryStringParameters ?? {}))
      faults.push({ in: "query", path: `$.${name}`, message: "is not a parameter of this route" });
  const body = route.body && part(route.body, json(event), "body");
  if (faults.length > 0)
    throw new Refusal(
      "bad-input",
      `${faults.length === 1 ? "One fault" : `${faults.length} faults`}: see \`faults\`.`,
      faults,
    );
  if (route.ifMatch === "required" && ifMatch === null)
    throw new Refusal("version-needed", "Read it first, then send its ETag as If-Match.");
  return { path, query, body, caller, ifMatch } as Asked<Route>;
}

function json({ body = "", isBase64Encoded }: HttpEvent): unknown {
  const text = isBase64Encoded ? Buffer.from(body, "base64").toString("utf8") : body;
  if (Buffer.byteLength(text) > MOST_BODY_BYTES)
    throw new Refusal("too-large", `A body may have ${MOST_BODY_BYTES} bytes.`);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Refusal("bad-input", "The body must be JSON.", [
      { in: "body", path: "$", message: text === "" ? "is missing" : "is not JSON" },
    ]);
  }
}
