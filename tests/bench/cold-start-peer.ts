/**
 * What `cold-start.ts` compares with: a function as one writes it with middy, zod and the SDK as they come. It parses one
 * parameter, reads one item and answers JSON.
 */
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";
import middy from "@middy/core";
import * as z from "zod";

const Path = z.object({ municipality: z.string().regex(/^[a-z0-9-]{1,63}$/) });
const Town = z.object({ id: z.string(), name: z.string(), country: z.enum(["ES", "IT"]) });
const client = DynamoDBDocumentClient.from(new DynamoDBClient());

export const handler = middy<{ pathParameters: unknown }>().handler(
  async (event: { pathParameters: unknown }) => {
    const { municipality } = Path.parse(event.pathParameters);
    const { Item } = await client.send(
      new GetCommand({
        TableName: process.env["TABLE_NAME"],
        Key: { pk: `TOWN#${municipality}`, sk: "TOWN" },
      }),
    );
    return {
      statusCode: Item ? 200 : 404,
      headers: { "content-type": "application/json" },
      body: JSON.stringify(Item ? Town.parse(Item) : { title: "There is no such town" }),
    };
  },
);
