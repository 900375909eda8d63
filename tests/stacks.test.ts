import { fileURLToPath } from "node:url";
import { CfnTable } from "aws-cdk-lib/aws-dynamodb";
import { Bucket } from "aws-cdk-lib/aws-s3";
import { Queue } from "aws-cdk-lib/aws-sqs";
import { buildSync } from "esbuild";
import { describe, expect, it } from "vitest";
import { convoca } from "../cdk/app.ts";
import { api } from "../lib/api.ts";
import { tableDefinition } from "../lib/table.ts";
import { appWith, functions, production, synthesised } from "./support/stacks.ts";

const { data, service, sizes, warnings } = synthesised(production);
const given = expect.anything() as unknown;

describe("the interface", () => {
  it("has exactly the routes of the chart, and asks for a token where they are not for everyone", () => {
    const routes = service.all("AWS::ApiGatewayV2::Route").map(({ Properties }) => Properties);
    expect(
      Object.fromEntries(
        routes.map((route) => [route["RouteKey"], [route["AuthorizationType"], "AuthorizerId" in route]]),
      ),
    ).toEqual(
      Object.fromEntries(
        Object.values(api).map(({ on, allow }) => [
          on,
          allow === "everyone" ? ["NONE", false] : ["JWT", true],
        ]),
      ),
    );
    expect(routes).toHaveLength(Object.keys(api).length);
  });

  it("believes the issuer of the settings", () => {
    expect(service.one("AWS::ApiGatewayV2::Authorizer").Properties).toMatchObject({
      JwtConfiguration: { Issuer: production.tokenIssuer, Audience: [production.tokenAudience] },
    });
  });

  it("lets the origins of the settings call it, with the headers that routes use", () => {
    expect(service.one("AWS::ApiGatewayV2::Api").Properties["CorsConfiguration"]).toEqual({
      AllowOrigins: ["https://plens.example.org", "https://www.example.org"],
      AllowMethods: [...new Set(Object.values(api).map(({ on }) => on.replace(/ .*/, "")))].toSorted(),
      AllowHeaders: ["authorization", "content-type", "if-match", "if-none-match", "idempotency-key"],
      ExposeHeaders: ["etag", "link", "location"],
      MaxAge: 7200,
    });
  });

  it("is throttled, and logged without the caller's address", () => {
    const { DefaultRouteSettings, AccessLogSettings } = service.one("AWS::ApiGatewayV2::Stage").Properties;
    expect(DefaultRouteSettings).toEqual({ ThrottlingRateLimit: 200, ThrottlingBurstLimit: 400 });
    expect(JSON.stringify(AccessLogSettings)).toContain("$context.routeKey");
    expect(JSON.stringify(AccessLogSettings)).not.toMatch(/sourceIp|userAgent|\$context\.path/);
  });
});

describe("every function", () => {
  it.each(functions)("$name has an alarm that says what users notice", ({ name, failure }) => {
    const { AlarmDescription, AlarmActions } = service.one(
      "AWS::CloudWatch::Alarm",
      `${name}Alarm`,
    ).Properties;
    expect(AlarmDescription).toBe(failure);
    expect(AlarmActions).toHaveLength(1);
  });

  it.each(functions)("$name runs on Node 24 for ARM, with its settings and a log of its own", ({ name }) => {
    expect(service.one("AWS::Lambda::Function", `${name}Function`).Properties).toMatchObject({
      Runtime: "nodejs24.x",
      Architectures: ["arm64"],
      MemorySize: 512,
      Handler: "index.handler",
      Environment: {
        Variables: {
          TABLE_NAME: given,
          TOKEN_ISSUER: production.tokenIssuer,
          TOKEN_KEYS_URL: production.tokenKeysUrl,
          TOKEN_AUDIENCE: production.tokenAudience,
        },
      },
    });
    expect(service.one("AWS::Logs::LogGroup", `${name}Log`).Properties["RetentionInDays"]).toBe(90);
  });

  it("has code of its own", () => {
    const code = service
      .all("AWS::Lambda::Function")
      .map(({ Properties }) => JSON.stringify(Properties["Code"]));
    expect(new Set(code).size).toBe(functions.length);
  });
});

const schemaOf = (keys: { readonly partitionKey: string; readonly sortKey: string }) => [
  { AttributeName: keys.partitionKey, KeyType: "HASH" },
  { AttributeName: keys.sortKey, KeyType: "RANGE" },
];

describe("the table", () => {
  it("has the keys, indexes and expiry of the chart, and can be restored", () => {
    expect(data.one("AWS::DynamoDB::Table")).toMatchObject({
      DeletionPolicy: "Retain",
      Properties: {
        KeySchema: schemaOf(tableDefinition),
        GlobalSecondaryIndexes: Object.entries(tableDefinition.indexes).map(([IndexName, keys]) => ({
          IndexName,
          KeySchema: schemaOf(keys),
          Projection: { ProjectionType: "INCLUDE", NonKeyAttributes: tableDefinition.projection },
        })),
        TimeToLiveSpecification: { AttributeName: tableDefinition.timeToLive, Enabled: true },
        BillingMode: "PAY_PER_REQUEST",
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        StreamSpecification: { StreamViewType: "KEYS_ONLY" },
      },
    });
  });

  it("projects at most the 20 attributes an index that DynamoDB takes, which neither CDK nor its rules count", () => {
    expect(tableDefinition.projection.length).toBeLessThanOrEqual(20);
  });
});

describe("the documents", () => {
  it("are in a bucket that outlives the stack, closed and sealed, over TLS alone", () => {
    expect(data.one("AWS::S3::Bucket")).toMatchObject({
      DeletionPolicy: "Retain",
      Properties: {
        BucketEncryption: given,
        VersioningConfiguration: { Status: "Enabled" },
        OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
      },
    });
    expect(JSON.stringify(data.one("AWS::S3::BucketPolicy"))).toContain(
      '"Condition":{"Bool":{"aws:SecureTransport":"false"}},"Effect":"Deny"',
    );
  });

  it("are sent and got by the origins of the settings, and gone a month after they were removed", () => {
    const { CorsConfiguration, LifecycleConfiguration } = data.one("AWS::S3::Bucket").Properties;
    expect(CorsConfiguration).toMatchObject({
      CorsRules: [
        {
          AllowedOrigins: ["https://plens.example.org", "https://www.example.org"],
          AllowedMethods: ["GET", "PUT"],
          AllowedHeaders: ["content-type", "x-amz-checksum-sha256"],
        },
      ],
    });
    expect(LifecycleConfiguration).toMatchObject({
      Rules: [
        { AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } },
        { NoncurrentVersionExpiration: { NoncurrentDays: 30 }, ExpiredObjectDeleteMarker: true },
      ],
    });
  });
});

describe("the rules", () => {
  it("of CloudFormation leave room for as much again: a stack holds 500 resources", () => {
    expect(sizes).toHaveLength(6);
    expect(Math.max(...sizes)).toBeLessThan(250);
  });

  it("of cdk-nag and CloudFormation find nothing, not even to warn of", () => {
    expect(warnings).toEqual([]);
  });

  it.each([
    "AwsSolutions-S1",
    "AwsSolutions-SQS3",
    "Serverless-SQSRedrivePolicy",
    "CloudFormation-Validate::F3003",
  ])("do find a fault that is planted: %s", (rule) => {
    const app = appWith();
    const { service: stack } = convoca(app);
    const planted = [new Bucket(stack, "Open"), new Queue(stack, "Lossy")];
    const keySchema = [{ attributeName: "pk", keyType: "HASH" }];
    const unpriced = new CfnTable(stack, "Unpriced", { keySchema, billingMode: "PROVISIONED" });
    expect([...planted, unpriced]).toHaveLength(3);
    expect(() => app.synth()).toThrow(rule);
  });
});

it("synthesis loads the charts and cdk/, never an operation, a store or an SDK client", () => {
  const { metafile } = buildSync({
    absWorkingDir: fileURLToPath(new URL("..", import.meta.url)),
    entryPoints: ["cdk/app.ts"],
    bundle: true,
    write: false,
    metafile: true,
    platform: "node",
    format: "esm",
    packages: "external",
  });
  const files = Object.keys(metafile.inputs);
  expect(files).toContain("lib/api.ts");
  expect(files.filter((file) => /(operations|store)\.ts$|^lib\/local\//.test(file))).toEqual([]);
  const packages = Object.values(metafile.inputs).flatMap(({ imports }) =>
    imports.filter(({ external }) => external).map(({ path }) => path.replace(/\/.*/, "")),
  );
  expect([...new Set(packages)].toSorted()).toEqual([
    "aws-cdk-lib",
    "cdk-nag",
    "constructs",
    "esbuild",
    "node:fs",
    "node:path",
    "node:url",
    "zod",
  ]);
});
