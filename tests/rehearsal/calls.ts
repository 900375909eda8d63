import { tableDefinition } from "../../lib/table.ts";
import { ACCOUNT } from "./attributes.ts";
import type { Ask } from "./rights.ts";

/** A request to AWS as it came in, signed (Signature Version 4). */
export interface AwsRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
  /** Of the scope that its signature is for. */
  readonly service: string;
  readonly region: string;
}

/** What a request asks IAM for. Throws for one that the rehearsal does not know: none passes unseen. */
export function asksOf(request: AwsRequest): readonly Ask[] {
  const { service } = request;
  if (service === "dynamodb") return onTable(request);
  if (service === "ses") return ofMail(request);
  if (service === "secretsmanager") return ofSecrets(request);
  if (service === "s3") return onFiles(request);
  throw new Error(`The rehearsal does not know calls to ${service}.`);
}

const json = ({ body }: AwsRequest): unknown => JSON.parse(body.toString("utf8"));
const targetOf = ({ headers }: AwsRequest): string => String(headers["x-amz-target"]).replace(/^.*\./, "");

type Key = Readonly<Record<string, { readonly S?: string }>>;
interface Operation {
  readonly TableName: string;
  readonly IndexName?: string;
  readonly Key?: Key;
  readonly Item?: Key;
  readonly KeyConditionExpression?: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: Key;
}
interface Many {
  readonly RequestItems?: Readonly<Record<string, { readonly Keys: readonly Key[] }>>;
  readonly TransactItems?: readonly Partial<
    Record<"Put" | "Delete" | "Update" | "ConditionCheck", Operation>
  >[];
}

/** A transaction has no action of its own: IAM is asked for each of its parts (DynamoDB Developer Guide, "IAM and transactions"). */
function onTable(request: AwsRequest): readonly Ask[] {
  const target = targetOf(request);
  const input = json(request) as Operation & Many;
  const arn = (name: string): string => `arn:aws:dynamodb:${request.region}:${ACCOUNT}:table/${name}`;
  const keyed = (action: string, { TableName, Key, Item }: Operation): Ask => ({
    action: `dynamodb:${action}`,
    resource: arn(TableName),
    leadingKeys: [leadingOf(Key ?? Item ?? {})],
  });
  if (target === "BatchGetItem")
    return Object.entries(input.RequestItems ?? {}).map(([name, { Keys }]) => ({
      action: "dynamodb:BatchGetItem",
      resource: arn(name),
      leadingKeys: Keys.map(leadingOf),
    }));
  if (target === "TransactWriteItems")
    return (input.TransactItems ?? []).flatMap((item) =>
      Object.entries(item).map(([part, operation]) =>
        keyed(part === "ConditionCheck" ? "ConditionCheckItem" : `${part}Item`, operation),
      ),
    );
  if (target === "Query")
    return [
      {
        action: "dynamodb:Query",
        resource: arn(input.TableName) + (input.IndexName === undefined ? "" : `/index/${input.IndexName}`),
        leadingKeys: [queried(input)],
      },
    ];
  if (["GetItem", "PutItem", "DeleteItem", "UpdateItem"].includes(target)) return [keyed(target, input)];
  return [{ action: `dynamodb:${target}`, resource: arn(input.TableName) }]; // a Scan, say: without keys
}

const leadingOf = (key: Key): string => key[tableDefinition.partitionKey]?.S ?? "";

/** The partition that a Query asks for: the first condition is on the partition key, which is always an equality. */
function queried({ KeyConditionExpression = "", ...names }: Operation): string {
  const [, value = ""] = /^\s*#?\w+\s*=\s*(:\w+)/.exec(KeyConditionExpression) ?? [];
  return names.ExpressionAttributeValues?.[value]?.S ?? "";
}

/**
 * SES v2's SendEmail. IAM is asked for SendEmail, and for SendRawEmail where the content is raw, on the identity and
 * on the configuration set (Service Authorization Reference, Amazon SES v2).
 */
function ofMail(request: AwsRequest): readonly Ask[] {
  const { FromEmailAddress, ConfigurationSetName, Content } = json(request) as {
    readonly FromEmailAddress: string;
    readonly ConfigurationSetName?: string;
    readonly Content: { readonly Raw?: unknown };
  };
  const address = /<([^>]+)>/.exec(FromEmailAddress)?.[1] ?? FromEmailAddress;
  const ses = (rest: string): string => `arn:aws:ses:${request.region}:${ACCOUNT}:${rest}`;
  const resources = [
    ses(`identity/${address.slice(address.indexOf("@") + 1)}`),
    ...(ConfigurationSetName === undefined ? [] : [ses(`configuration-set/${ConfigurationSetName}`)]),
  ];
  return ["ses:SendEmail", ...(Content.Raw === undefined ? [] : ["ses:SendRawEmail"])].flatMap((action) =>
    resources.map((resource) => ({ action, resource, context: { "ses:FromAddress": address } })),
  );
}

function ofSecrets(request: AwsRequest): readonly Ask[] {
  const { SecretId } = json(request) as { readonly SecretId: string };
  return [{ action: `secretsmanager:${targetOf(request)}`, resource: SecretId }];
}

const FILE_ACTIONS: Readonly<Record<string, string>> = {
  GET: "s3:GetObject",
  HEAD: "s3:GetObject",
  PUT: "s3:PutObject",
  DELETE: "s3:DeleteObject",
};

function onFiles({ method, path }: AwsRequest): readonly Ask[] {
  const action = FILE_ACTIONS[method];
  if (action === undefined) throw new Error(`The rehearsal does not know ${method} of a file.`);
  return [{ action, resource: `arn:aws:s3:::${decodeURIComponent(path.replace(/\?.*$/, "").slice(1))}` }];
}
