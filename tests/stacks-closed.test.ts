import { describe, expect, it } from "vitest";
import { production, synthesised } from "./support/stacks.ts";
import type { Resource } from "./support/stacks.ts";

const stacks = [
  synthesised(production),
  synthesised({ ...production, region: "eu-south-2", mailRegion: "eu-west-1" }),
];
const all = (type: string): Resource[] =>
  stacks.flatMap(({ data, service, mail }) =>
    [data, service, ...(mail ? [mail] : [])].flatMap((template) => template.all(type)),
  );
const textsOf = (type: string): string[] => all(type).map((each) => JSON.stringify(each.Properties));

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
  readonly Principal?: unknown;
  readonly Condition?: unknown;
}

const POLICIES = [
  "AWS::IAM::Policy",
  "AWS::IAM::ManagedPolicy",
  "AWS::S3::BucketPolicy",
  "AWS::SQS::QueuePolicy",
  "AWS::SNS::TopicPolicy",
  "AWS::SecretsManager::ResourcePolicy",
  "AWS::Events::EventBusPolicy",
];

/** Every statement of every policy, wherever it hangs: on a role, on a resource, in a role's own trust. */
const statements = (): Statement[] => {
  const documents = [
    ...POLICIES.flatMap(all).map(({ Properties }) => Properties["PolicyDocument"]),
    ...all("AWS::IAM::Role").flatMap(({ Properties }) => [
      Properties["AssumeRolePolicyDocument"],
      ...((Properties["Policies"] ?? []) as { PolicyDocument: unknown }[]).map((each) => each.PolicyDocument),
    ]),
  ];
  return documents.flatMap((each) => (each as { Statement?: Statement[] } | undefined)?.Statement ?? []);
};
const allowing = () => statements().filter(({ Effect }) => Effect === "Allow");

/** Whether "*" stands there alone, as a word or in a list: anybody, anything. */
const isAnything = (value: unknown): boolean =>
  JSON.stringify(value) === undefined ? false : /(^|[[:])"\*"/.test(JSON.stringify(value));

describe("no policy", () => {
  it("lets anybody in, or anything be done; what is refused to everybody is refused without TLS", () => {
    expect(allowing().length).toBeGreaterThan(100);
    expect(allowing().filter(({ Principal }) => isAnything(Principal))).toEqual([]);
    expect(
      allowing().filter(({ Action }) => [Action].flat().some((each) => /^(\*|\w+:\*)$/.test(each))),
    ).toEqual([]);
    const refused = statements().filter(({ Effect }) => Effect === "Deny");
    expect(refused.map(({ Condition }) => JSON.stringify(Condition))).toEqual(
      refused.map(() => '{"Bool":{"aws:SecureTransport":"false"}}'),
    );
  });

  it("hands out keys, roles or users", () => {
    const actions = allowing().flatMap(({ Action, Principal }) => (Principal ? [] : [Action].flat()));
    expect(
      actions.filter((each) => /^(kms:|organizations:|lambda:(?!InvokeFunction$)|iam:|sts:)/.test(each)),
    ).toEqual([]);
    for (const type of ["AWS::IAM::User", "AWS::IAM::AccessKey", "AWS::Lambda::Url"])
      expect(all(type)).toEqual([]);
  });

  it("of a function lets another account or another API call it", () => {
    const permissions = all("AWS::Lambda::Permission").map(({ Properties }) => Properties);
    expect(permissions.length).toBeGreaterThan(50);
    for (const permission of permissions) {
      expect(String(permission["Principal"])).toMatch(/^[\w-]+\.amazonaws\.com$/);
      expect(permission).toHaveProperty("SourceArn");
    }
  });
});

const count = (type: string) => all(type).length;
const refusing = (type: string) =>
  textsOf(type).filter((text) => text.includes('"Bool":{"aws:SecureTransport":"false"}')).length;

describe("what is kept", () => {
  it("is encrypted, and closed to everyone, in every bucket", () => {
    expect(all("AWS::S3::Bucket").length).toBeGreaterThan(0);
    for (const { Properties } of all("AWS::S3::Bucket")) {
      expect(Properties).toHaveProperty("BucketEncryption");
      expect(Properties["PublicAccessBlockConfiguration"]).toEqual({
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      });
    }
  });

  it("is not taken without TLS, by any bucket or queue", () => {
    expect(refusing("AWS::S3::BucketPolicy")).toBe(count("AWS::S3::Bucket"));
    expect(refusing("AWS::SQS::QueuePolicy")).toBe(count("AWS::SQS::Queue"));
    expect(count("AWS::SQS::Queue")).toBeGreaterThan(0);
    for (const { Properties } of all("AWS::SQS::Queue"))
      expect(Properties["SqsManagedSseEnabled"]).toBe(true);
  });

  it("of logs is kept for as long as the settings say, and not for ever", () => {
    const groups = all("AWS::Logs::LogGroup");
    expect(groups.length).toBeGreaterThan(50);
    expect(new Set(groups.map(({ Properties }) => Properties["RetentionInDays"]))).toEqual(new Set([90]));
  });

  it("of a table can be brought back to any moment of the last 35 days, and is not deleted by mistake", () => {
    for (const { Properties, DeletionPolicy } of all("AWS::DynamoDB::Table")) {
      expect(DeletionPolicy).toBe("Retain");
      expect(Properties).toMatchObject({
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        StreamSpecification: { StreamViewType: "KEYS_ONLY" },
      });
    }
  });
});

describe("a function", () => {
  it("is told no secret: its environment names where they are", () => {
    const given = all("AWS::Lambda::Function").flatMap(({ Properties }) => {
      const { Variables = {} } = (Properties["Environment"] ?? {}) as { Variables?: object };
      return Object.entries(Variables);
    });
    const telling = given.filter(([name]) => /secret|password|token|key/i.test(name));
    expect(new Set(telling.map(([name]) => name))).toEqual(
      new Set(["TOKEN_ISSUER", "TOKEN_KEYS_URL", "TOKEN_AUDIENCE", "SIGNING_KEYS_SECRET"]),
    );
    const secrets = given.filter(([name]) => name === "SIGNING_KEYS_SECRET").map(([, value]) => value);
    expect(secrets.length).toBeGreaterThan(0);
    // An ARN, by reference to the stack that has it; never a value resolved into the template.
    expect(JSON.stringify(secrets)).not.toContain("resolve:secretsmanager");
    expect(secrets.every((value) => typeof value === "object")).toBe(true);
  });
});
