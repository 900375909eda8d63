import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type {
  BatchGetCommandInput,
  BatchGetCommandOutput,
  DeleteCommandInput,
  DeleteCommandOutput,
  GetCommandInput,
  GetCommandOutput,
  PutCommandInput,
  PutCommandOutput,
  QueryCommandInput,
  QueryCommandOutput,
  TransactWriteCommandInput,
  TransactWriteCommandOutput,
} from "@aws-sdk/lib-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import type { NativeAttributeValue } from "@aws-sdk/util-dynamodb";
import { AwsError } from "./aws.ts";
import type { AwsCall } from "./aws.ts";

type Told<Output> = Omit<Output, "$metadata">;

/** The calls of DynamoDB that are made. Items go in and come out as plain values. */
export interface DynamoCalls {
  getItem(input: GetCommandInput): Promise<Told<GetCommandOutput>>;
  batchGetItem(input: BatchGetCommandInput): Promise<Told<BatchGetCommandOutput>>;
  query(input: QueryCommandInput): Promise<Told<QueryCommandOutput>>;
  putItem(input: PutCommandInput): Promise<Told<PutCommandOutput>>;
  deleteItem(input: DeleteCommandInput): Promise<Told<DeleteCommandOutput>>;
  transactWriteItems(input: TransactWriteCommandInput): Promise<Told<TransactWriteCommandOutput>>;
}

/** DynamoDB by its own protocol, JSON 1.0: on Lambda and on this machine. Commands call it by the SDK: `sdkCalls`. */
export function dynamoCalls(call: AwsCall): DynamoCalls {
  const ask =
    (operation: string) =>
    async <Output>(input: object): Promise<Output> => {
      const headers = {
        "content-type": "application/x-amz-json-1.0",
        "x-amz-target": `DynamoDB_20120810.${operation}`,
      };
      const body = JSON.stringify(mapped(input, INTO_ATTRIBUTES));
      const answer = await call({ method: "POST", path: "/", headers, body }).catch(withReasons);
      return mapped(JSON.parse(answer.body), FROM_ATTRIBUTES) as Output;
    };
  return {
    getItem: ask("GetItem"),
    batchGetItem: ask("BatchGetItem"),
    query: ask("Query"),
    putItem: ask("PutItem"),
    deleteItem: ask("DeleteItem"),
    transactWriteItems: ask("TransactWriteItems"),
  };
}

/** Why each write of a transaction was not done, where the SDK's error has it. */
function withReasons(error: unknown): never {
  if (error instanceof AwsError && Array.isArray(error.told["CancellationReasons"]))
    Object.assign(error, { CancellationReasons: error.told["CancellationReasons"] });
  throw error;
}

type Maps = Readonly<Record<string, (value: never) => unknown>>;

const into = (item: Record<string, NativeAttributeValue>) => marshall(item, { removeUndefinedValues: true });
const from = (item: Record<string, AttributeValue>) => unmarshall(item);
const fromAll = (items: Record<string, AttributeValue>[]) => items.map(from);

/** Which fields of a call hold items, or parts of them. */
const INTO_ATTRIBUTES: Maps = {
  Key: into,
  Item: into,
  ExpressionAttributeValues: into,
  ExclusiveStartKey: into,
  Keys: (keys: Record<string, NativeAttributeValue>[]) => keys.map(into),
};
const FROM_ATTRIBUTES: Maps = {
  Item: from,
  Items: fromAll,
  LastEvaluatedKey: from,
  Responses: (byTable: Record<string, Record<string, AttributeValue>[]>) =>
    Object.fromEntries(Object.entries(byTable).map(([table, items]) => [table, fromAll(items)])),
  Keys: fromAll,
};

/** The same, with the fields of these names mapped, however deep they are. */
function mapped(value: unknown, maps: Maps): unknown {
  if (Array.isArray(value)) return value.map((each) => mapped(each, maps));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => {
      const map = Object.hasOwn(maps, name) ? maps[name] : undefined;
      return [name, map && field !== undefined ? map(field as never) : mapped(field, maps)];
    }),
  );
}
