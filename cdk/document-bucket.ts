import { Duration, RemovalPolicy, Stack } from "aws-cdk-lib";
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  HttpMethods,
  ObjectOwnership,
} from "aws-cdk-lib/aws-s3";
import type { Construct } from "constructs";
import { acknowledge } from "./acknowledgements.ts";
import type { Settings } from "./settings.ts";

/** What functions need of it. */
export interface DocumentBucket {
  readonly name: string;
  readonly arn: string;
  /** The name under which the other stacks know its ARN, and findings name it: without one of ours it would have a hash in it. */
  readonly arnExport: string;
}

/** How long what was removed can be brought back, and not longer: what is erased is to be gone. */
const REGRET = Duration.days(30);

/**
 * Where the bytes of documents are: closed, but for addresses that functions sign for minutes. What was never confirmed is
 * removed by a function: whether it was, only the table knows, so no rule of the bucket could tell.
 *
 * Addresses are S3's own, not CloudFront's: its cache keeps nothing of what is signed for one reader. S3 answers with what was
 * signed (type, `attachment`, no-store) and cannot be made to say `nosniff`: that it is saved, never shown, does as much.
 */
export function documentBucket(scope: Construct, { stage, keepData, corsOrigins }: Settings): DocumentBucket {
  const bucket = new Bucket(scope, "Documents", {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    versioned: true,
    lifecycleRules: [
      { abortIncompleteMultipartUploadAfter: Duration.days(1) },
      { noncurrentVersionExpiration: REGRET, expiredObjectDeleteMarker: true },
    ],
    cors: [
      {
        allowedOrigins: corsOrigins,
        allowedMethods: [HttpMethods.GET, HttpMethods.PUT],
        allowedHeaders: ["content-type", "x-amz-checksum-sha256"],
        maxAge: Duration.hours(1).toSeconds(),
      },
    ],
    removalPolicy: keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  });
  acknowledge(bucket, "AwsSolutions-S1");
  const arnExport = `convoca-${stage}-documents-arn`;
  return {
    name: bucket.bucketName,
    arn: Stack.of(scope).exportValue(bucket.bucketArn, { name: arnExport }),
    arnExport,
  };
}
