import * as z from "zod";
import { createDocument } from "zod-openapi";
import type { CreateDocumentOptions, ZodOpenApiObject, ZodOpenApiOperationObject } from "zod-openapi";
import { isRetryable, writes } from "./contract.ts";
import type { Media, Route, Routes } from "./contract.ts";
import { components } from "./openapi-components.ts";

type Responses = NonNullable<ZodOpenApiOperationObject["responses"]>;

/** An interface as OpenAPI 3.1, folded over its chart: what the document says is what dispatch, parsing and answers do. */
export function openApiOf(api: Routes, info: ZodOpenApiObject["info"]): ReturnType<typeof createDocument> {
  const collections = collectionsOf(api);
  const tags = new Set<string>();
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const [operationId, route] of Object.entries(api)) {
    const [method, path] = methodAndPath(route);
    const tag = literals(path).findLast((part) => collections.has(part)) ?? "service";
    tags.add(tag);
    (paths[path] ??= {})[method] = { operationId, tags: [tag], ...operationOf(route, method) };
  }
  const document: ZodOpenApiObject = {
    openapi: "3.1.0",
    info,
    servers: [{ url: "/", description: "Where this document was found" }],
    tags: [...tags].toSorted().map((name) => ({ name })),
    paths,
    components,
  };
  return createDocument(document, { override: asItArrives });
}

const methodAndPath = ({ on }: Route): [method: string, path: string] => {
  const [method = "", path = ""] = on.split(" ");
  return [method.toLowerCase(), path];
};

const literals = (path: string): string[] =>
  path.split("/").filter((part) => part !== "" && !part.startsWith("{"));

/** The nouns of the interface: what is followed by an id somewhere ("sessions" in "/sessions/{session}"). */
const collectionsOf = (api: Routes): ReadonlySet<string> =>
  new Set(
    Object.values(api).flatMap(({ on }) => [...on.matchAll(/\/([^/{}]+)\/\{/g)].map(([, noun = ""]) => noun)),
  );

const parameter = (name: string) => ({ $ref: `#/components/parameters/${name}` as const });

function operationOf(route: Route, method: string): ZodOpenApiOperationObject {
  const { summary, allow, welcomes, path, query, body, isForm, ifMatch, cacheSeconds } = route;
  const kept = cacheSeconds === undefined ? "" : ` The answer may be kept for ${cacheSeconds} seconds.`;
  return {
    summary,
    description: `${whoMay(route)}${kept}`,
    security: allow === "everyone" ? (welcomes ? [{}, { bearer: [] }] : []) : [{ bearer: [] }],
    requestParams: { ...(path && { path }), ...(query && { query }) },
    parameters: [
      ...(method === "get" ? [parameter("IfNoneMatch")] : []),
      ...(ifMatch === "required" ? [parameter("IfMatch")] : []),
      ...(ifMatch === "honoured" ? [parameter("IfMatchOptional")] : []),
      ...(isRetryable(route) ? [parameter("IdempotencyKey")] : []),
    ],
    ...(body && {
      requestBody: { required: true, content: { [isForm ? FORM : "application/json"]: { schema: body } } },
    }),
    responses: { ...answersOf(route, method), ...refusalsOf(route) },
  };
}

const whoMay = ({ allow, welcomes }: Route): string =>
  allow === "everyone"
    ? welcomes
      ? `Open to everyone; with a token these may see or do more: ${welcomes.join(", ")}.`
      : "Open to everyone, without a token."
    : `For whoever holds one of these offices there: ${allow.join(", ")}.`;

const FORM = "application/x-www-form-urlencoded";

const ANSWERS: Readonly<Record<number, string>> = {
  200: "What was asked for",
  201: "It was made",
  303: "`Location` says where it is",
};

function answersOf({ answers, isPaged }: Route, method: string): Responses {
  const found = Object.entries(answers).map(([status, shape]) => {
    const isElsewhere = status === "303" || (status === "201" && method === "post");
    const names = [
      ...(status === "303" ? [] : ["ETag"]),
      "Cache-Control",
      ...(isPaged ? ["Link"] : []),
      ...(isElsewhere ? ["Location"] : []),
    ];
    const headers = Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
    return [
      status,
      { description: ANSWERS[Number(status)] ?? "Done", headers, content: contentOf(shape) },
    ] as const;
  });
  return {
    ...Object.fromEntries(found),
    ...(method === "get" && "200" in answers && { "304": { description: "What you have is still so" } }),
  };
}

function contentOf(shape: z.ZodType | Media) {
  if (shape instanceof z.ZodType) return { "application/json": { schema: shape } };
  const [media = ""] = shape.media.split(";");
  return {
    [media]: { schema: { type: media.endsWith("json") ? ("object" as const) : ("string" as const) } },
  };
}

/** What a route can refuse, by HTTP status. */
function refusalsOf(route: Route): Responses {
  const mayCollide = writes(route);
  const isGuarded = route.allow !== "everyone" || route.welcomes !== undefined;
  const able: Readonly<Record<number, boolean>> = {
    400: true,
    401: isGuarded,
    403: isGuarded || (route.uses?.includes("keys") ?? false),
    404: route.path !== undefined,
    409: mayCollide,
    // Also without If-Match: when another write came between our reading and our writing.
    412: mayCollide,
    413: route.body !== undefined,
    422: isRetryable(route),
    // A PUT makes what is not there yet, and asks for the version of what is.
    428: route.ifMatch === "required" || (route.ifMatch === "honoured" && route.on.startsWith("PUT ")),
    429: route.isRationed === true,
    500: true,
  };
  const statuses = Object.entries(able).filter(([, isAble]) => isAble);
  return Object.fromEntries(
    statuses.map(([status]) => [status, { $ref: `#/components/responses/${status}` }]),
  );
}

/** What JSON Schema cannot tell of our schemas by itself, and what it tells too much of. */
const asItArrives: NonNullable<CreateDocumentOptions["override"]> = ({ zodSchema, jsonSchema }) => {
  // A transform (LocalDateTime adds the seconds) has no schema of its own: what leaves has the type of what came.
  if (
    zodSchema instanceof z.ZodPipe &&
    zodSchema.out instanceof z.ZodTransform &&
    jsonSchema.type === undefined
  )
    Object.assign(jsonSchema, { type: z.toJSONSchema(zodSchema.in, { io: "input" }).type });
  // The bounds of what JavaScript counts exactly say nothing about a version.
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
};
