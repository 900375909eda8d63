import type { Json } from "./intrinsics.ts";

/** Where a deployment is imagined to be. */
export const ACCOUNT = "111122223333";
export const REGION = "eu-south-2";

/** A resource of a template that has a name of its own. */
export interface Named {
  readonly type: string;
  /** As AWS would make it up where the template gives none. */
  readonly name: string;
  readonly properties: Readonly<Record<string, Json>>;
}

const arn = (service: string, rest: string): string => `arn:aws:${service}:${REGION}:${ACCOUNT}:${rest}`;

/** What `Ref` and the attributes of each type of resource are, as its page in CloudFormation's reference says. */
const types: Readonly<Record<string, Readonly<Record<string, (of: Named) => string>>>> = {
  "AWS::DynamoDB::Table": {
    Arn: ({ name }) => arn("dynamodb", `table/${name}`),
    StreamArn: ({ name }) => arn("dynamodb", `table/${name}/stream/2026-01-01T00:00:00.000`),
  },
  "AWS::S3::Bucket": {
    Arn: ({ name }) => `arn:aws:s3:::${name}`,
    RegionalDomainName: ({ name }) => `${name}.s3.${REGION}.amazonaws.com`,
    DomainName: ({ name }) => `${name}.s3.amazonaws.com`,
  },
  "AWS::SecretsManager::Secret": {
    ref: ({ name }) => arn("secretsmanager", `secret:${name}-AbCdEf`),
  },
  "AWS::SQS::Queue": {
    ref: ({ name }) => `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/${name}`,
    Arn: ({ name }) => arn("sqs", name),
    QueueName: ({ name }) => name,
  },
  "AWS::IAM::Role": {
    Arn: ({ name }) => `arn:aws:iam::${ACCOUNT}:role/${name}`,
  },
  "AWS::Lambda::Function": {
    Arn: ({ name }) => arn("lambda", `function:${name}`),
  },
  "AWS::Logs::LogGroup": {
    Arn: ({ name }) => arn("logs", `log-group:${name}:*`),
  },
  "AWS::ApiGatewayV2::Api": {
    ApiEndpoint: ({ name }) => `https://${name}.execute-api.${REGION}.amazonaws.com`,
  },
  "AWS::CloudFront::Distribution": {
    DomainName: ({ name }) => `${name}.cloudfront.net`,
  },
  "AWS::CloudFront::CachePolicy": {},
  "AWS::CloudFront::OriginRequestPolicy": {},
  "AWS::CloudFront::ResponseHeadersPolicy": {},
  "AWS::Cognito::UserPool": {
    ref: ({ name }) => `${REGION}_${name}`,
    Arn: ({ name }) => arn("cognito-idp", `userpool/${REGION}_${name}`),
  },
  "AWS::Cognito::UserPoolClient": {},
  "AWS::Cognito::UserPoolDomain": {},
  "AWS::Events::Rule": {
    Arn: ({ name }) => arn("events", `rule/${name}`),
  },
  "AWS::Scheduler::ScheduleGroup": {
    Arn: ({ name }) => arn("scheduler", `schedule-group/${name}`),
  },
  "AWS::Scheduler::Schedule": {},
  "AWS::SNS::Topic": { ref: ({ name }) => arn("sns", name) },
  "AWS::KMS::Key": { Arn: ({ name }) => arn("kms", `key/${name}`) },
  "AWS::SES::ConfigurationSet": {},
  "AWS::SES::EmailIdentity": {},
  "AWS::ApiGatewayV2::Authorizer": {},
  "AWS::ApiGatewayV2::Integration": {},
};

/** Attributes that say what belongs into DNS: of no account here. */
const TOLD_TO_DNS = /^DkimDNSToken(Name|Value)\d$/;

const known = (type: string) => {
  const found = types[type];
  if (!found) throw new Error(`The rehearsal does not know what a reference to ${type} is.`);
  return found;
};

export const refOf = (of: Named): string => known(of.type)["ref"]?.(of) ?? of.name;

export function attributeOf(of: Named, attribute: string): string {
  const value = known(of.type)[attribute];
  if (value) return value(of);
  if (TOLD_TO_DNS.test(attribute)) return attribute;
  throw new Error(`The rehearsal does not know ${of.type}.${attribute}.`);
}
