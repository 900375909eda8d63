import { Validations } from "aws-cdk-lib";
import type { IConstruct } from "constructs";

/** Why a finding of cdk-nag stands. Put on the narrowest construct, one reason a rule. */
const reasons = {
  "AwsSolutions-APIG4":
    "The chart allows this route to everyone: it shows what the law has published or, where it writes (a booking, an answer by link, a survey), has a key, a ration or a throttle of its own.",
  "Serverless-LambdaTracing":
    "Without an instrumented SDK a trace shows what the log has anyway (duration, start-up, capacity units, one line a request), and costs more than the request.",
  "Serverless-LambdaDLQ":
    "API Gateway calls and waits: its caller gets the failure. What the scheduler, the stream and other services call has an onFailure destination, which keeps more than a dead-letter queue.",
  "AwsSolutions-S1":
    "A log of accesses names addresses of readers, and those are personal data (GDPR, recital 30). Who announced and removed a document is in the audit log.",
  "AwsSolutions-SMG4":
    "Seals stay on record for years, so a rotation adds a key and never replaces one; the generic rotation of a password would end every link and seal at once.",
  "AwsSolutions-COG8":
    "What the Plus plan adds judges a sign-in by address and device, which are personal data; an authenticator app is asked of everyone instead.",
  "AwsSolutions-CFR1": "What is published by law is for whoever reads it, wherever they are.",
  "AwsSolutions-CFR2":
    "A firewall judges callers by their addresses. The interface throttles every open route, takes nothing that is not in its schema, and has no query to inject into.",
  "AwsSolutions-CFR3":
    "A log of accesses names addresses of readers, and those are personal data (GDPR, recital 30). What was asked is in the log of the HTTP API, without them.",
  "AwsSolutions-CFR4":
    "CloudFront's own name comes with its certificate and TLS from 1.0 on, which cannot be set. Where a domainName is given it is TLS 1.2.",
  "AwsSolutions-SQS3": "This is the dead-letter queue.",
  "Serverless-SQSRedrivePolicy": "This is the dead-letter queue.",
  "Serverless-SNSRedrivePolicy":
    "The mail is the end of the line: the state of the alarm stays readable, and nobody would read a queue of unsent alarms.",
} as const;

export const acknowledge = (construct: IConstruct, ...ids: (keyof typeof reasons)[]): void =>
  Validations.of(construct).acknowledge(...ids.map((id) => ({ id, reason: reasons[id] })));

/** A right on all that begins alike, under the name that cdk-nag has for it. */
export const acknowledgeWildcard = (construct: IConstruct, finding: string): void =>
  Validations.of(construct).acknowledge({
    id: `AwsSolutions-IAM5[Resource::${finding}]`,
    reason:
      "Keys of documents end in random ids: a right on them can only name how they begin. It is one action, on one bucket.",
  });

/** A right on "*", under the name that cdk-nag has for it. */
export const acknowledgeListing = (construct: IConstruct): void =>
  Validations.of(construct).acknowledge({
    id: "AwsSolutions-IAM5[Resource::*]",
    reason: "dynamodb:ListStreams takes no resource. It tells names of streams, and none of what is in them.",
  });
