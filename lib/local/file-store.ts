import { createHash, randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { S3Client } from "@aws-sdk/client-s3";
import type { Files } from "../platform/files.ts";
import { fileSettings, s3Files } from "../platform/s3.ts";
import { isKey, keptFiles } from "./kept-files.ts";
import type { KeptFiles } from "./kept-files.ts";
import { faultOf } from "./presigned.ts";
import type { SignedRequest } from "./presigned.ts";

export interface FileStoreSettings {
  /** Where files are kept; null: in memory. */
  readonly folder: string | null;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** The web origins whose scripts may send and get files. */
  readonly corsOrigins: readonly string[];
}

/** Amazon S3 as far as we use it, on loopback: what it takes and refuses, and why. */
export interface FileStore {
  readonly url: string;
  /** The port to it, by the very client that speaks to S3. */
  readonly files: Files;
  close(): Promise<void>;
}

const BUCKET = "documents";
const MOST_BYTES = 60_000_000;

/** The errors of S3 by name: their status. */
const ERRORS = {
  AccessDenied: 403,
  SignatureDoesNotMatch: 403,
  BadDigest: 400,
  EntityTooLarge: 400,
  MethodNotAllowed: 405,
  NoSuchKey: 404,
  InternalError: 500,
} as const;

export async function startFileStore({ folder, clock, corsOrigins }: FileStoreSettings): Promise<FileStore> {
  // Made anew with every start: an address is good for minutes.
  const secretAccessKey = randomBytes(32).toString("base64url");
  const answer = fileAnswers({
    kept: keptFiles(folder),
    bucket: BUCKET,
    corsOrigins,
    faultIn: (request) => Promise.resolve(faultOf(request, secretAccessKey, clock())),
  });
  const server = createServer(answer);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  const client = new S3Client({
    // Not as the clients of the store: here signatures are what is looked at.
    ...fileSettings,
    endpoint: url,
    region: "eu-south-2",
    credentials: { accessKeyId: "local", secretAccessKey },
    forcePathStyle: true,
  });
  return {
    url,
    files: s3Files({ client, bucket: BUCKET, clock }),
    close() {
      client.destroy();
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

export interface FileDesk {
  readonly kept: KeptFiles;
  readonly bucket: string;
  readonly corsOrigins: readonly string[];
  /** What S3 would say of it before it looks for the file: null when all is well. */
  readonly faultIn: (request: SignedRequest) => Promise<"AccessDenied" | "SignatureDoesNotMatch" | null>;
}

/** Answers as S3 does. */
export function fileAnswers({ kept, bucket, corsOrigins, faultIn }: FileDesk) {
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "", headers } = request;
    const url = new URL(request.url ?? "/", `http://${headers.host ?? "localhost"}`);
    for (const [name, value] of Object.entries(corsHeaders(request, corsOrigins)))
      response.setHeader(name, value);
    if (method === "OPTIONS") return void response.writeHead(204).end();
    const key = url.pathname.replace(`/${bucket}/`, "");
    const fault = await faultIn({ method, url, headers });
    if (fault) return refuse(response, fault);
    if (!isKey(key)) return refuse(response, "AccessDenied");
    if (method === "PUT") return take(key, request, response);
    if (method === "DELETE") {
      kept.remove(key);
      return void response.writeHead(204).end();
    }
    if (method !== "GET" && method !== "HEAD") return refuse(response, "MethodNotAllowed");
    const bytes = kept.get(key);
    if (!bytes) return refuse(response, "NoSuchKey");
    const told = {
      "content-length": bytes.length,
      "content-type": url.searchParams.get("response-content-type") ?? "application/octet-stream",
      "content-disposition": url.searchParams.get("response-content-disposition") ?? "attachment",
      "cache-control": url.searchParams.get("response-cache-control") ?? "no-store",
      "x-content-type-options": "nosniff",
      ...(headers["x-amz-checksum-mode"] === "ENABLED" && { [SUM]: sumOf(bytes) }),
    };
    response.writeHead(200, told).end(method === "HEAD" ? undefined : bytes);
  }

  async function take(key: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    let length = 0;
    for await (const chunk of request as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > MOST_BYTES) return refuse(response, "EntityTooLarge");
      chunks.push(chunk);
    }
    const bytes = Buffer.concat(chunks);
    if (request.headers[SUM] !== sumOf(bytes)) return refuse(response, "BadDigest");
    kept.put(key, bytes);
    response.writeHead(200, { [SUM]: sumOf(bytes) }).end();
  }

  return (request: IncomingMessage, response: ServerResponse): void =>
    void answer(request, response).catch(() => refuse(response, "InternalError"));
}

const SUM = "x-amz-checksum-sha256";
const sumOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("base64");

function corsHeaders({ headers }: IncomingMessage, origins: readonly string[]): Record<string, string> {
  const allowed = origins.includes("*") ? "*" : origins.find((each) => each === headers.origin);
  if (headers.origin === undefined || allowed === undefined) return {};
  return {
    "access-control-allow-origin": allowed,
    "access-control-allow-methods": "GET,HEAD,PUT",
    "access-control-allow-headers": `content-type,${SUM}`,
  };
}

function refuse(response: ServerResponse, code: keyof typeof ERRORS): void {
  if (response.headersSent) return void response.destroy();
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code></Error>`;
  response.writeHead(ERRORS[code], { "content-type": "application/xml", connection: "close" }).end(body);
}
