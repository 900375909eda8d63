import { buildQueryString } from "@smithy/core/protocols";
import * as z from "zod";
import { awsCall, requestTo, signerOf } from "./aws.ts";
import type { AwsRequest, AwsSettings } from "./aws.ts";
import { placeFromEnvironment } from "./aws-environment.ts";
import type { Files } from "./files.ts";

/** A call is tried again, and never hangs. */
export const filePatience = { tries: 3, milliseconds: 4_000 } as const;

export interface S3Settings {
  /** S3 at the address of the bucket: all paths are keys in it. */
  readonly s3: AwsSettings;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/**
 * Files in Amazon S3. An address lives no longer than the credentials that signed it, whatever it says: those of a
 * function are good for hours.
 */
export function s3Files({ s3, clock }: S3Settings): Files {
  const signer = signerOf(s3, true);
  const call = awsCall(s3, signer);

  /** An address that is good for so many seconds, to whoever sends these headers. */
  async function addressOf(
    { key, ...asked }: Addressed,
    seconds: number,
    signedHeaders: readonly string[] = [],
  ): Promise<string> {
    const request = requestTo(s3, { ...asked, path: pathOf(key) });
    // Whoever signs an address does not have the bytes
    request.headers["x-amz-content-sha256"] = "UNSIGNED-PAYLOAD";
    const { protocol, path, query } = await signer.presign(request, {
      expiresIn: seconds,
      signingDate: new Date(clock()),
      signableHeaders: new Set(["host", ...signedHeaders]),
      unhoistableHeaders: new Set([SUM]),
    });
    return `${protocol}//${s3.endpoint.host}${path}?${buildQueryString(query ?? {})}`;
  }

  return {
    async uploadUrl({ key, digest, type, bytes }, seconds) {
      const headers = { "content-type": type, [SUM]: Buffer.from(digest, "hex").toString("base64") };
      // As headers, and signed: S3 then refuses another length or type, and bytes of another digest.
      const told = { ...headers, "content-length": String(bytes) };
      const url = await addressOf({ method: "PUT", key, headers: told }, seconds, Object.keys(told));
      // The length, every client says by itself, and scripts in browsers may not.
      return { url, headers };
    },

    downloadUrl({ key, fileName, type }, seconds) {
      const query = {
        "response-content-type": type,
        "response-content-disposition": attachment(fileName),
        "response-cache-control": "private, no-store",
      };
      return addressOf({ method: "GET", key, query }, seconds);
    },

    async head(key) {
      const headers = { "x-amz-checksum-mode": "ENABLED" };
      try {
        const answer = await call({ method: "HEAD", path: pathOf(key), headers });
        const sum = answer.headers[SUM];
        return {
          bytes: Number(answer.headers["content-length"] ?? 0),
          digest: sum === undefined ? null : Buffer.from(sum, "base64").toString("hex"),
        };
      } catch (error) {
        if (isNotThere(error)) return null;
        throw error;
      }
    },

    async remove(key) {
      await call({ method: "DELETE", path: pathOf(key) });
    },
  };
}

const SUM = "x-amz-checksum-sha256";

type Addressed = Omit<AwsRequest, "path" | "body"> & { readonly key: string };

const pathOf = (key: string): string => `/${key.split("/").map(encodeURIComponent).join("/")}`;

/** S3 says 403 of what is not there to whoever may not list the bucket, which nobody of ours may. */
function isNotThere(error: unknown): boolean {
  const { $metadata } = error as { $metadata?: { httpStatusCode?: number } };
  return $metadata?.httpStatusCode === 404 || $metadata?.httpStatusCode === 403;
}

/** Content-Disposition (RFC 6266): saved, never shown; the name in ASCII for old programs, and as it is (RFC 8187). */
function attachment(fileName: string): string {
  const ascii = fileName
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[^\w. -]/g, "_");
  const whole = encodeURIComponent(fileName).replaceAll(
    /['()*]/g,
    (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${whole}`;
}

const Environment = z.object({ DOCUMENTS_BUCKET: z.string().min(1) });

/** For `onLambda`, in the entry files of functions whose chart entry uses files: the others do not bundle the client. */
export function filesFromEnvironment(): Files {
  const { DOCUMENTS_BUCKET } = Environment.parse(process.env);
  const { endpoint, isElsewhere, ...place } = placeFromEnvironment("s3", "S3");
  // Elsewhere, a bucket has no host of its own
  const bucket = isElsewhere
    ? new URL(`${endpoint.origin}/${DOCUMENTS_BUCKET}`)
    : new URL(`${endpoint.protocol}//${DOCUMENTS_BUCKET}.${endpoint.host}`);
  return s3Files({ s3: { ...place, ...filePatience, endpoint: bucket }, clock: Date.now });
}
