import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import * as z from "zod";
import type { Files } from "./files.ts";

/** A call is tried again, and never hangs. Only what is needed is summed: the digest is ours, and signed. */
export const fileSettings = {
  maxAttempts: 3,
  requestChecksumCalculation: "WHEN_REQUIRED",
  responseChecksumValidation: "WHEN_REQUIRED",
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 4_000, throwOnRequestTimeout: true },
} as const;

export interface S3Settings {
  readonly client: S3Client;
  readonly bucket: string;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/**
 * Files in Amazon S3. An address lives no longer than the credentials that signed it, whatever it says: those of a
 * function are good for hours.
 */
export const s3Files = ({ client, bucket: Bucket, clock }: S3Settings): Files => ({
  async uploadUrl({ key, digest, type, bytes }, seconds) {
    const sum = Buffer.from(digest, "hex").toString("base64");
    const command = new PutObjectCommand({
      Bucket,
      Key: key,
      ContentType: type,
      ContentLength: bytes,
      ChecksumSHA256: sum,
    });
    const url = await getSignedUrl(client, command, {
      expiresIn: seconds,
      signingDate: new Date(clock()),
      // As headers, and signed: S3 then refuses another length or type, and bytes of another digest.
      signableHeaders: new Set(["host", "content-type", "content-length", SUM]),
      unhoistableHeaders: new Set([SUM]),
    });
    // The length, every client says by itself, and scripts in browsers may not.
    return { url, headers: { "content-type": type, [SUM]: sum } };
  },

  downloadUrl({ key, fileName, type }, seconds) {
    const command = new GetObjectCommand({
      Bucket,
      Key: key,
      ResponseContentType: type,
      ResponseContentDisposition: attachment(fileName),
      ResponseCacheControl: "private, no-store",
    });
    return getSignedUrl(client, command, { expiresIn: seconds, signingDate: new Date(clock()) });
  },

  async head(key) {
    const command = new HeadObjectCommand({ Bucket, Key: key, ChecksumMode: "ENABLED" });
    try {
      const { ContentLength = 0, ChecksumSHA256 } = await client.send(command);
      const digest = ChecksumSHA256 && Buffer.from(ChecksumSHA256, "base64").toString("hex");
      return { bytes: ContentLength, digest: digest ?? null };
    } catch (error) {
      if (isNotThere(error)) return null;
      throw error;
    }
  },

  async remove(key) {
    await client.send(new DeleteObjectCommand({ Bucket, Key: key }));
  },
});

const SUM = "x-amz-checksum-sha256";

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
  return s3Files({ client: new S3Client(fileSettings), bucket: DOCUMENTS_BUCKET, clock: Date.now });
}
