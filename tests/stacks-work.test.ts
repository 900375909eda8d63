import { describe, expect, it } from "vitest";
import { convoca } from "../cdk/app.ts";
import { listeners, streams, ticks } from "../lib/api.ts";
import { families } from "../lib/table.ts";
import { appWith, production, synthesised } from "./support/stacks.ts";
import type { Resource } from "./support/stacks.ts";

const { data, service, mail } = synthesised(production);
const given = expect.anything() as unknown;

/** What the operator is told, and by what. */
const alarmsOf = (all: (type: string) => Resource[]) =>
  all("AWS::CloudWatch::Alarm").map(({ Properties }) => Properties);

describe("the clock", () => {
  it.each(Object.entries(ticks))("calls %s at its schedule, with the time of the schedule", (name, tick) => {
    const bounds = { MaximumRetryAttempts: 2, MaximumEventAgeInSeconds: tick.everyMinutes * 60 };
    expect(service.one("AWS::Scheduler::Schedule", `Clock${name}`).Properties).toMatchObject({
      ScheduleExpression: `rate(${tick.everyMinutes} minute${tick.everyMinutes === 1 ? "" : "s"})`,
      Target: {
        Input: '{"scheduledTime":"<aws.scheduler.scheduled-time>"}',
        DeadLetterConfig: { Arn: given },
        RetryPolicy: bounds,
      },
    });
    expect(service.one("AWS::Lambda::EventInvokeConfig", `${name}Function`).Properties).toMatchObject({
      ...bounds,
      DestinationConfig: { OnFailure: { Destination: given } },
    });
  });
});

describe("the stream", () => {
  it.each(Object.entries(streams))(
    "calls %s with what is written in its families, and no more",
    (name, entry) => {
      const { FilterCriteria, ...mapping } = service.one(
        "AWS::Lambda::EventSourceMapping",
        `${name}stream`,
      ).Properties;
      const patterns = (FilterCriteria as { Filters: { Pattern: string }[] }).Filters.map(
        ({ Pattern }) => JSON.parse(Pattern) as unknown,
      );
      const S = entry.families.map((family) => ({ prefix: families[family].leading }));
      expect(patterns).toEqual([{ eventName: ["INSERT", "MODIFY"], dynamodb: { Keys: { pk: { S } } } }]);
      expect(mapping).toMatchObject({
        StartingPosition: "TRIM_HORIZON",
        FunctionResponseTypes: ["ReportBatchItemFailures"],
        BisectBatchOnFunctionError: true,
        MaximumRetryAttempts: 5,
        MaximumRecordAgeInSeconds: 3600,
        DestinationConfig: { OnFailure: { Destination: given } },
      });
    },
  );

  it.each(Object.entries(streams))(
    "says when %s is late, and when it gave something up",
    (name, { failure }) => {
      const words = alarmsOf(service.all)
        .filter(({ MetricName }) =>
          ["IteratorAge", "ApproximateNumberOfMessagesVisible"].includes(String(MetricName)),
        )
        .map(({ AlarmDescription }) => String(AlarmDescription))
        .filter((text) => text.endsWith(failure));
      expect(words).toEqual([
        `The stream gave up some of what was written, after retries. ${failure}`,
        `The stream is read more than 5 minutes late. ${failure}`,
      ]);
      expect(service.one("AWS::SQS::Queue", `${name}streamGivenUp`)).toBeDefined();
    },
  );
});

describe("what other services say", () => {
  const ours = { mail: { tags: { "ses:configuration-set": ["convoca-production"] } } };
  const bounds = { MaximumRetryAttempts: 2, MaximumEventAgeInSeconds: 21_600 };

  it.each(Object.entries(listeners))("of ours comes to %s, or into its queue", (name, { source }) => {
    expect(service.one("AWS::Events::Rule", `${name}rule`).Properties).toMatchObject({
      EventPattern: { source: [source], detail: ours },
      Targets: [{ DeadLetterConfig: { Arn: given }, RetryPolicy: bounds }],
    });
    expect(service.one("AWS::Lambda::EventInvokeConfig", `${name}Function`).Properties).toMatchObject({
      ...bounds,
      DestinationConfig: { OnFailure: { Destination: given } },
    });
  });
});

it("every queue of what came to nothing is closed, kept for two weeks, and watched", () => {
  const queues = service.all("AWS::SQS::Queue");
  expect(queues).toHaveLength(3);
  for (const { Properties } of queues)
    expect(Properties).toMatchObject({ MessageRetentionPeriod: 1_209_600, SqsManagedSseEnabled: true });
  const watched = alarmsOf(service.all).filter(
    ({ MetricName }) => MetricName === "ApproximateNumberOfMessagesVisible",
  );
  expect(watched.map(({ Threshold, AlarmActions }) => [Threshold, AlarmActions])).toEqual(
    queues.map(() => [1, [given]]),
  );
});

const reputationIn = (all: (type: string) => Resource[]) =>
  alarmsOf(all)
    .filter(({ Namespace }) => Namespace === "AWS/SES")
    .map(({ MetricName, Threshold, TreatMissingData }) => [MetricName, Threshold, TreatMissingData]);
const reviewed = [
  ["Reputation.BounceRate", 0.05, "ignore"],
  ["Reputation.ComplaintRate", 0.001, "ignore"],
];

describe("mail", () => {
  it("leaves over TLS alone, from a domain of ours that outlives the stack", () => {
    expect(mail).toBeUndefined();
    expect(data.one("AWS::SES::ConfigurationSet").Properties).toMatchObject({
      Name: "convoca-production",
      DeliveryOptions: { TlsPolicy: "REQUIRE" },
      ReputationOptions: { ReputationMetricsEnabled: true },
      SuppressionOptions: { SuppressedReasons: ["BOUNCE", "COMPLAINT"] },
    });
    expect(data.one("AWS::SES::EmailIdentity")).toMatchObject({
      DeletionPolicy: "Retain",
      Properties: {
        EmailIdentity: "convoca.example.org",
        FeedbackAttributes: { EmailForwardingEnabled: false },
        ConfigurationSetAttributes: { ConfigurationSetName: given },
      },
    });
  });

  it("is followed up by what goes on record, and nobody's reading is watched", () => {
    expect(data.one("AWS::SES::ConfigurationSetEventDestination").Properties["EventDestination"]).toEqual({
      Enabled: true,
      EventBridgeDestination: { EventBusArn: given },
      MatchingEventTypes: ["delivery", "bounce", "complaint", "reject"],
    });
  });

  it("that comes back too often is told of before the account is looked into", () => {
    expect(reputationIn(service.all)).toEqual(reviewed);
  });
});

describe("mail from another region", () => {
  const context = { ...production, region: "eu-south-2", mailRegion: "eu-west-1" };
  const apart = synthesised(context);

  it("has a stack of its own there, and nothing is left here", () => {
    const { mail: stack } = convoca(appWith(context));
    expect([stack?.region, stack?.terminationProtection]).toEqual(["eu-west-1", true]);
    expect(apart.mail?.one("AWS::SES::EmailIdentity").DeletionPolicy).toBe("Retain");
    expect(apart.data.all("AWS::SES::EmailIdentity")).toEqual([]);
    expect(reputationIn(apart.mail?.all ?? service.all)).toEqual(reviewed);
    expect(reputationIn(apart.service.all)).toEqual([]);
    expect(apart.warnings).toEqual([]);
  });

  it("tells the main region's bus what became of it, and keeps what it could not tell", () => {
    expect(apart.mail?.one("AWS::Events::Rule").Properties).toMatchObject({
      EventPattern: service.one("AWS::Events::Rule").Properties["EventPattern"],
      Targets: [{ RoleArn: given, DeadLetterConfig: { Arn: given } }],
    });
    const arn = JSON.stringify(apart.mail?.one("AWS::Events::Rule").Properties["Targets"]);
    expect(arn).toMatch(/:events:eu-south-2:.*:event-bus\/default/);
    expect(apart.mail?.all("AWS::SQS::Queue")).toHaveLength(1);
  });

  it("is sent by functions that know the region, and may nowhere else", () => {
    const sending = apart.service.one("AWS::Lambda::Function", "sendmailFunction").Properties;
    expect(sending["Environment"]).toMatchObject({ Variables: { MAIL_REGION: "eu-west-1" } });
    const policy = JSON.stringify(apart.service.one("AWS::IAM::Policy", "sendmailRole").Properties);
    expect(policy.match(/:ses:[\w-]+:/g)).toEqual([":ses:eu-west-1:", ":ses:eu-west-1:"]);
  });
});

describe("what is signed and linked", () => {
  it("rests on a secret that outlives the stack, and is generated once", () => {
    // A change here makes CloudFormation generate a new value: every link and seal made before would be void.
    expect(data.one("AWS::SecretsManager::Secret")).toMatchObject({
      DeletionPolicy: "Retain",
      Properties: {
        GenerateSecretString: {
          SecretStringTemplate: '{"current":"k1"}',
          GenerateStringKey: "k1",
          PasswordLength: 64,
          ExcludePunctuation: true,
        },
      },
    });
  });

  it("leads to the address in the settings, or else to the front of the interface", () => {
    const publicUrl = "https://plens.example.org";
    const named = synthesised({ ...production, publicUrl }).service;
    const [own, set] = [service, named].map(
      (each) => each.one("AWS::Lambda::Function", "sendmailFunction").Properties["Environment"],
    );
    expect(set).toMatchObject({ Variables: { PUBLIC_URL: publicUrl } });
    expect(JSON.stringify(own)).toMatch(
      /"PUBLIC_URL":\{"Fn::Join":\["",\["https:\/\/",\{"Ref":"\w*EdgeDistribution\w*DomainName"\}\]\]\}/,
    );
  });
});
