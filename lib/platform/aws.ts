import { HttpRequest } from "@smithy/core/protocols";
import {
  isServerError,
  isThrottlingError,
  isTransientError,
  StandardRetryStrategy,
} from "@smithy/core/retry";
import { Hash } from "@smithy/core/serde";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { SignatureV4 } from "@smithy/signature-v4";

/** A service of AWS in one region, by the parts that the SDK's own clients are made of: decision 0033. */
export interface AwsSettings {
  /** As signatures name it: "dynamodb". */
  readonly service: string;
  readonly endpoint: URL;
  readonly region: string;
  readonly credentials: () => Promise<AwsCredentials>;
  /** How often a call is tried in all. */
  readonly tries: number;
  /** How long an answer may take to begin, and to go on. */
  readonly milliseconds: number;
}

export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface AwsRequest {
  readonly method: "GET" | "HEAD" | "PUT" | "POST" | "DELETE";
  /** Encoded, and under the endpoint's own. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** In lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface AwsAnswer {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sends it signed, again where that can help, and gives back what answers with success. Throws `AwsError`, or what the network threw. */
export type AwsCall = (request: AwsRequest) => Promise<AwsAnswer>;

/** A no of a service: `name` is its code. A class of its own, for what it says may quote what was asked: see `failureOf`. */
export class AwsError extends Error {
  readonly $metadata: { readonly httpStatusCode: number };
  /** What the answer held, where it was JSON. */
  readonly told: Readonly<Record<string, unknown>>;
  constructor(status: number, { headers, body }: AwsAnswer) {
    const told = objectIn(body);
    super(textOf(told["message"]) ?? textOf(told["Message"]) ?? String(status));
    const code = headers["x-amzn-errortype"] ?? textOf(told["__type"]) ?? `Status${status}`;
    // "com.amazonaws.dynamodb.v20120810#ThrottlingException", "AccessDenied:http://…"
    this.name = code.replace(/^.*#/, "").replace(/:.*$/, "");
    this.$metadata = { httpStatusCode: status };
    this.told = told;
  }
}

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

function objectIn(body: string): Record<string, unknown> {
  try {
    return { ...(JSON.parse(body) as object) };
  } catch {
    return {};
  }
}

const CONNECTION_MILLISECONDS = 1_000;
const FIRST_PAUSE_MILLISECONDS = 25; // as the SDK's client of DynamoDB has it

/** What signs a request. */
interface Signer {
  sign(request: HttpRequest): Promise<unknown>;
}

export const signerOf = ({ service, region, credentials }: AwsSettings, isOfFiles = false): SignatureV4 =>
  new SignatureV4({
    service,
    region,
    credentials,
    sha256: Hash.bind(null, "sha256"),
    // S3 signs a path as it is, and wants the digest of what is sent as a header
    uriEscapePath: !isOfFiles,
    applyChecksum: isOfFiles,
  });

export function awsCall(settings: AwsSettings, signer: Signer = signerOf(settings)): AwsCall {
  const { service, tries, milliseconds } = settings;
  const http = new NodeHttpHandler({
    connectionTimeout: CONNECTION_MILLISECONDS,
    requestTimeout: milliseconds,
    socketTimeout: milliseconds,
    throwOnRequestTimeout: true,
  });
  const strategy = new StandardRetryStrategy({
    maxAttempts: tries,
    baseDelay: FIRST_PAUSE_MILLISECONDS,
  });

  async function once(request: AwsRequest): Promise<AwsAnswer> {
    const signed = await signer.sign(requestTo(settings, request));
    const { response } = await http.handle(signed as HttpRequest);
    const answer = { headers: response.headers, body: await wholeOf(response.body) };
    if (response.statusCode >= 300) throw new AwsError(response.statusCode, answer);
    return answer;
  }

  return async (request) => {
    let token = await strategy.acquireInitialRetryToken(service);
    for (;;) {
      try {
        const answer = await once(request);
        strategy.recordSuccess(token);
        return answer;
      } catch (error) {
        const errorType = kindOf(error as Parameters<typeof isTransientError>[0]);
        // It waits as long as is due, or throws that this was the last try
        const next = await strategy.refreshRetryTokenForRetry(token, { errorType }).catch(() => null);
        if (!next) throw error;
        token = next;
      }
    }
  };
}

export const requestTo = (
  { endpoint }: AwsSettings,
  { method, path, query, headers, body }: AwsRequest,
): HttpRequest =>
  new HttpRequest({
    method,
    protocol: endpoint.protocol,
    hostname: endpoint.hostname,
    ...(endpoint.port && { port: Number(endpoint.port) }),
    path: `${endpoint.pathname.replace(/\/$/, "")}${path}`,
    query: { ...query },
    headers: {
      ...headers,
      host: endpoint.host,
      ...(body !== undefined && { "content-length": String(Buffer.byteLength(body)) }),
    },
    body,
  });

function kindOf(error: Parameters<typeof isTransientError>[0]) {
  if (isThrottlingError(error)) return "THROTTLING";
  if (isTransientError(error)) return "TRANSIENT";
  return isServerError(error) ? "SERVER_ERROR" : "CLIENT_ERROR";
}

async function wholeOf(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
