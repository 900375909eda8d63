import {
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBServiceException,
  ResourceInUseException,
  UpdateTableCommand,
  waitUntilTableExists,
} from "@aws-sdk/client-dynamodb";
import type { CreateTableCommandInput, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { tableDefinition } from "../table.ts";

const schema = (hash: string, range: string) => [
  { AttributeName: hash, KeyType: "HASH" as const },
  { AttributeName: range, KeyType: "RANGE" as const },
];

/** The stream as the data stack has it. */
const StreamSpecification = { StreamEnabled: true, StreamViewType: "KEYS_ONLY" as const };

/**
 * Makes the table as chart 2 has it, or as it is given, with its stream where the store has streams, unless it is there
 * already.
 */
export async function createTable(
  client: DynamoDBClient,
  name: string,
  definition: CreateTableCommandInput = definitionOf(name),
): Promise<void> {
  try {
    await client
      .send(new CreateTableCommand({ ...definition, StreamSpecification }))
      .catch(withoutStreams(() => client.send(new CreateTableCommand(definition))));
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  }
  const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
  if (Table?.TableStatus !== "ACTIVE")
    await waitUntilTableExists({ client, maxWaitTime: 30 }, { TableName: name });
  // A table from before there was a stream
  if (Table?.LatestStreamArn === undefined)
    await client
      .send(new UpdateTableCommand({ TableName: name, StreamSpecification }))
      .catch(withoutStreams(async () => undefined));
}

export function definitionOf(name: string): CreateTableCommandInput {
  const { partitionKey, sortKey, indexes, projection } = tableDefinition;
  const names = [{ partitionKey, sortKey }, ...Object.values(indexes)].flatMap((keys) => [
    keys.partitionKey,
    keys.sortKey,
  ]);
  return {
    TableName: name,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
    KeySchema: schema(partitionKey, sortKey),
    GlobalSecondaryIndexes: Object.entries(indexes).map(([IndexName, keys]) => ({
      IndexName,
      KeySchema: schema(keys.partitionKey, keys.sortKey),
      Projection: { ProjectionType: "INCLUDE" as const, NonKeyAttributes: [...projection] },
    })),
  };
}

/** Stores that know no streams refuse the request as such. */
const withoutStreams =
  <T>(otherwise: () => Promise<T>) =>
  (error: unknown): Promise<T> => {
    const isRefused =
      error instanceof DynamoDBServiceException &&
      error.$metadata.httpStatusCode === 400 &&
      !(error instanceof ResourceInUseException);
    if (!isRefused) throw error;
    return otherwise();
  };
