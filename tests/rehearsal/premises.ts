import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import type { CreateTableCommandInput } from "@aws-sdk/client-dynamodb";
import { ticks } from "../../lib/api.ts";
import type { Functions } from "../../lib/local/functions.ts";
import type { Premises, Running, Surroundings } from "../../lib/local/premises.ts";
import type { TokenTerms } from "../../lib/local/sign-in.ts";
import { SIGNING_KEYS } from "../../lib/local/signing-keys.ts";
import { writeWhole } from "../../lib/local/write-whole.ts";
import { tokenVerifier } from "../../lib/platform/tokens.ts";
import { named } from "./allowed.ts";
import { deploymentOf } from "./assembly.ts";
import type { Deployment, Resource } from "./assembly.ts";
import { ACCOUNT, REGION } from "./attributes.ts";
import { KEY_SET, startCloud } from "./cloud.ts";
import type { Cloud } from "./cloud.ts";
import { onEvents, onStream, scheduled } from "./events.ts";
import { routesOf } from "./gateway.ts";
import { House } from "./house.ts";
import { Lambda } from "./lambda.ts";
import { Rights } from "./rights.ts";
import type { Use } from "./rights.ts";
import { rolesOf } from "./roles.ts";

export interface RehearsalSettings {
  /** The folder of the cloud assembly. */
  readonly assembly: string;
  readonly tableName: string;
  /** Is told once of each right that was made use of, by names that are the same in every rehearsal. */
  readonly used?: (use: Use) => void;
}

/** The deployed service on this machine: what a cloud assembly makes, run as AWS would run it. */
export interface Rehearsal extends Premises {
  /** Once it is open. */
  inside(): { readonly house: House; readonly cloud: Cloud };
}

export function rehearsalOf({ assembly, tableName, used = () => undefined }: RehearsalSettings): Rehearsal {
  const deployment = deploymentOf(assembly, tableName);
  let inside: { readonly house: House; readonly cloud: Cloud } | undefined;
  return {
    table: tableOf(deployment),
    tokens: termsOf(deployment),
    async open(surroundings) {
      const opened = await open(deployment, surroundings, (use) => used(named(use, tableName)));
      inside = opened;
      return opened.running;
    },
    inside() {
      if (!inside) throw new Error("The rehearsal is not open yet.");
      return inside;
    },
  };
}

async function open(deployment: Deployment, around: Surroundings, used: (use: Use) => void) {
  const rights = new Rights(used);
  const roles = rolesOf(deployment);
  const lambdas: readonly Lambda[] = deployment.all("AWS::Lambda::Function").map(
    (lambda) =>
      new Lambda({
        deployment,
        lambda,
        cloud: () => cloud.url,
        keysHere: () => cloud.url + KEY_SET,
        now: () => (around.clock.isSet() ? around.clock.now() : null),
        log: around.log,
        writesLog: (of) => writeLog(house, of),
        crashed: (words) => house.crashes.push(words),
      }),
  );
  const house = new House({ deployment, rights, lambdas, roles });
  const cloud = await startCloud({
    rights,
    roleOf(accessKeyId) {
      const lambda = lambdas.find(({ credentials }) => credentials.accessKeyId === accessKeyId);
      return lambda && { role: house.role(lambda.roleArn), secret: lambda.credentials.secretAccessKey };
    },
    store: around.endpoint,
    mail: around.sink.url,
    mailRegion: REGION,
    secrets: new Map(
      deployment
        .all("AWS::SecretsManager::Secret")
        .map((each) => [each.ref(), kept(each, around.inFolder(SIGNING_KEYS))]),
    ),
    bucket: deployment.one("AWS::S3::Bucket").ref(),
    folder: around.inFolder("documents"),
    corsOrigins: around.corsOrigins,
    keySet: around.signIns.published,
    refused: (words) => house.refusals.push(words),
    clock: around.clock.now,
  });
  const verify = tokenVerifier({
    keySet: around.signIns.keySet,
    ...around.signIns.terms,
    clock: around.clock.now,
  });
  const functions: Functions = {
    http: routesOf(house, verify),
    ticks: Object.fromEntries(
      Object.keys(ticks).map((name) => [name, scheduled(house, name)]),
    ) as Functions["ticks"],
    streams: deployment.all("AWS::Lambda::EventSourceMapping").map((mapping) => onStream(house, mapping)),
    listeners: deployment.all("AWS::Events::Rule").flatMap((rule) => onEvents(house, rule)),
  };
  const running: Running = {
    functions,
    publicUrl: () => publicUrlOf(deployment),
    async close() {
      await Promise.all(lambdas.map((lambda) => lambda.close()));
      await cloud.close();
      // Whatever the tests made of it: nobody may do what their role is refused
      if (house.refusals.length > 0)
        throw new Error(`Refused by IAM: ${[...new Set(house.refusals)].join("; ")}`);
    },
  };
  return { house, cloud, running };
}

/** Lambda writes a function's log as the function. */
async function writeLog(house: House, { roleArn, logGroup }: Lambda): Promise<void> {
  const stream = `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:${logGroup}:log-stream:1`;
  await house.mustBeAllowed(roleArn, "logs:CreateLogStream", stream);
  await house.mustBeAllowed(roleArn, "logs:PutLogEvents", stream);
}

function tableOf(deployment: Deployment): CreateTableCommandInput {
  const { name, properties } = deployment.one("AWS::DynamoDB::Table");
  const { KeySchema, AttributeDefinitions, GlobalSecondaryIndexes, BillingMode } =
    properties as unknown as CreateTableCommandInput;
  return { TableName: name, KeySchema, AttributeDefinitions, GlobalSecondaryIndexes, BillingMode };
}

/** HTTP API takes tokens that are signed with RSA alone. */
function termsOf(deployment: Deployment): TokenTerms {
  const { JwtConfiguration } = deployment.one("AWS::ApiGatewayV2::Authorizer").properties as unknown as {
    readonly JwtConfiguration: { readonly Issuer: string; readonly Audience: readonly string[] };
  };
  const { Issuer: issuer, Audience } = JwtConfiguration;
  return { issuer, audience: Audience[0] ?? "", algorithm: "RS256" };
}

/** A secret, where the machine keeps its signing keys if it does: tests look at seals from outside. */
function kept(secret: Resource, file: string | null): string {
  if (file !== null && existsSync(file)) return readFileSync(file, "utf8");
  const text = generated(secret);
  if (file !== null) writeWhole(file, text);
  return text;
}

/** What CloudFormation makes up for a secret. */
function generated({ properties }: Resource): string {
  const { SecretStringTemplate, GenerateStringKey, PasswordLength } = properties["GenerateSecretString"] as {
    readonly SecretStringTemplate: string;
    readonly GenerateStringKey: string;
    readonly PasswordLength: number;
  };
  const password = randomBytes(PasswordLength).toString("hex").slice(0, PasswordLength);
  return JSON.stringify({ ...JSON.parse(SecretStringTemplate), [GenerateStringKey]: password });
}

/** What links in mail begin with: the same in all functions that make any. */
function publicUrlOf(deployment: Deployment): string {
  const all = deployment.all("AWS::Lambda::Function").flatMap(({ properties }) => {
    const { Variables } = (properties["Environment"] ?? {}) as {
      Variables?: Readonly<Record<string, string>>;
    };
    return Variables?.["PUBLIC_URL"] === undefined ? [] : [Variables["PUBLIC_URL"]];
  });
  const [url, ...others] = new Set(all);
  if (url === undefined || others.length > 0) throw new Error(`Links begin with ${all.join(", ")}.`);
  return url.replace(/\/+$/, "");
}
