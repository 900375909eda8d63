import { createHash } from "node:crypto";
import { PAGE_STYLE_HASH } from "./page-style.ts";
import { Refusal, refusals } from "../errors.ts";

/** What API Gateway's HTTP API (payload 2.0) hands to a function, as far as we read it. */
export interface HttpEvent {
  readonly routeKey: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly pathParameters?: Readonly<Record<string, string | undefined>>;
  readonly queryStringParameters?: Readonly<Record<string, string | undefined>>;
  readonly body?: string | undefined;
  readonly isBase64Encoded?: boolean;
  readonly requestContext: { readonly requestId: string };
}

export interface HttpAnswer {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
}

const SAFE_HEADERS = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "strict-transport-security": "max-age=63072000; includeSubDomains",
} as const;

/** A page has its one style and forms that go back to where they came from, and nothing else. */
const PAGE_POLICY = `default-src 'none'; style-src '${PAGE_STYLE_HASH}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;

export const answerWith = (
  statusCode: number,
  media: string,
  body: string,
  headers: Record<string, string> = {},
): HttpAnswer => ({
  statusCode,
  headers: {
    "content-type": media,
    ...SAFE_HEADERS,
    ...(media.startsWith("text/html") && { "content-security-policy": PAGE_POLICY }),
    ...headers,
  },
  body,
});

/** A refusal as problem details (RFC 9457): `type` names it for programs, `detail` says what to do next. */
export function problem(refusal: Refusal): HttpAnswer {
  const { status, title } = refusals[refusal.code];
  const { code, message: detail, faults } = refusal;
  const body = {
    type: `urn:convoca:problem:${code}`,
    title,
    status,
    code,
    detail,
    ...(faults.length && { faults }),
  };
  return answerWith(status, "application/problem+json", JSON.stringify(body), {
    "cache-control": "no-store",
    ...(status === 401 && { "www-authenticate": "Bearer" }),
  });
}

/** What went wrong here stays here: the user learns that it did, and that trying again is right. */
export const muteProblem = (): HttpAnswer =>
  answerWith(
    500,
    "application/problem+json",
    JSON.stringify({
      type: "about:blank",
      title: "Something went wrong here",
      status: 500,
      detail:
        "Whether anything was changed is not known: read it again. With an Idempotency-Key a retry is always safe.",
    }),
    { "cache-control": "no-store" },
  );

/**
 * `"7"` for version 7 of an object; `"7-..."` for a page that shows it with what hangs on it, which changes by itself;
 * else a digest of the answer.
 */
export function etagOf(payload: string, version: unknown, isPage = false): string {
  if (typeof version === "number" && !isPage) return `"${version}"`;
  const digest = createHash("sha256").update(payload).digest("base64url").slice(0, 22);
  return typeof version === "number" ? `"${version}-${digest}"` : `"${digest}"`;
}

/** Refuses a change to a version that is no longer the one that was read. */
export function mustMatch(ifMatch: number | null, version: number): void {
  if (ifMatch !== null && ifMatch !== version)
    throw new Refusal(
      "changed-meanwhile",
      `You read version ${ifMatch}, it is now ${version}: read it again and repeat your change.`,
    );
}
