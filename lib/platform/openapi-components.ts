import * as z from "zod";
import type { ZodOpenApiObject } from "zod-openapi";
import { refusals } from "../errors.ts";
import type { RefusalCode } from "../errors.ts";

const codes = Object.keys(refusals) as [RefusalCode, ...RefusalCode[]];

const Problem = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.enum(codes).optional(),
    detail: z.string().meta({ description: "What to do next" }),
    faults: z
      .array(
        z.object({ in: z.enum(["body", "query", "path", "header"]), path: z.string(), message: z.string() }),
      )
      .optional()
      .meta({ description: "All that is wrong with the request, by JSON path" }),
  })
  .meta({ id: "Problem", description: "Why not (RFC 9457)" });

/** One shared response for each status of the closed list of refusals. */
function problemResponses() {
  const byStatus = Map.groupBy(codes, (code) => refusals[code].status as number);
  const titles = [...byStatus].map(
    ([status, its]) =>
      [status, its.map((code) => `${refusals[code].title} (\`${code}\`)`).join("; ")] as const,
  );
  return Object.fromEntries(
    [...titles, [500, "Something went wrong here; whether anything was changed is not known"] as const].map(
      ([status, description]) => [
        status,
        { description, content: { "application/problem+json": { schema: Problem } } },
      ],
    ),
  );
}

const header = (name: string, required: boolean, description: string) => ({
  in: "header" as const,
  name,
  required,
  description,
  schema: { type: "string" as const },
});

const parameters = {
  IfMatch: header("If-Match", true, "The ETag that you read: the change is refused if it is no longer so."),
  IfMatchOptional: header("If-Match", false, "The ETag that you read; compared when it is there."),
  IfNoneMatch: header("If-None-Match", false, "The ETag that you have: 304 if it is still so."),
  IdempotencyKey: header(
    "Idempotency-Key",
    false,
    "Your name for this request, 1 to 255 visible ASCII characters. Sent again within a day it is done once and answered alike.",
  ),
};

const headers = {
  ETag: { description: "The version of the answer", schema: { type: "string" as const } },
  "Cache-Control": { description: "How long it may be kept", schema: { type: "string" as const } },
  Link: { description: 'Where the next page is, rel="next"', schema: { type: "string" as const } },
  Location: { description: "Where it is", schema: { type: "string" as const } },
};

/** What all routes share. */
export const components = {
  schemas: { Problem },
  parameters,
  headers,
  responses: problemResponses(),
  securitySchemes: {
    bearer: {
      type: "http",
      scheme: "bearer",
      bearerFormat: "JWT",
      description:
        "An access token of the installation's OpenID Connect issuer: it says who, our records say what.",
    },
  },
} as const satisfies ZodOpenApiObject["components"];
