import {
  BatchGetCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
} from "@aws-sdk/lib-dynamodb";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { storePatience } from "../platform/environment.ts";
import type { DynamoCalls } from "../platform/dynamo-calls.ts";

/** A client of the SDK, as patient as the functions on Lambda are. */
export const storeSettings = {
  maxAttempts: storePatience.tries,
  requestHandler: {
    connectionTimeout: 1_000,
    requestTimeout: storePatience.milliseconds,
    throwOnRequestTimeout: true,
  },
} as const;

export const documentClient = (client: DynamoDBClient): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });

/** The calls of DynamoDB by a client of the SDK, which finds its way and its credentials as whoever works at a desk is used to. */
export const sdkCalls = (client: DynamoDBDocumentClient): DynamoCalls => ({
  getItem: (input) => client.send(new GetCommand(input)),
  batchGetItem: (input) => client.send(new BatchGetCommand(input)),
  query: (input) => client.send(new QueryCommand(input)),
  putItem: (input) => client.send(new PutCommand(input)),
  deleteItem: (input) => client.send(new DeleteCommand(input)),
  transactWriteItems: (input) => client.send(new TransactWriteCommand(input)),
});
