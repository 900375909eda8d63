import { Duration, RemovalPolicy } from "aws-cdk-lib";
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

/** How long what was removed can be brought back, and not longer: what is erased is to be gone. */
const REGRET = Duration.days(30);

/**
 * Where the bytes of documents are: closed, but for addresses that functions sign for minutes. What was never confirmed is
 * removed by a function: whether it was, only the table knows, so no rule of the bucket could tell.
 */
export function documentBucket(scope: Construct, { keepData, corsOrigins }: Settings): Bucket {
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
  return bucket;
}
