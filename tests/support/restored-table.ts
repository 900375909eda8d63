import { BatchWriteCommand } from "@aws-sdk/lib-dynamodb";
import { CreateTableCommand } from "@aws-sdk/client-dynamodb";
import { createTable, definitionOf } from "../../lib/local/create-table.ts";
import { localClient } from "../../lib/local/store.ts";
import { documentClient } from "../../lib/local/sdk-calls.ts";
import type { Row } from "./dump.ts";

const AT_ONCE = 25; // BatchWriteItem

/** A new table with these rows, as a restore from a point in time makes one: its stream begins after them. */
export async function restoreTable(endpoint: string, name: string, rows: readonly Row[]): Promise<void> {
  const plain = localClient(endpoint);
  await plain.send(new CreateTableCommand(definitionOf(name)));
  const client = documentClient(plain);
  for (let i = 0; i < rows.length; i += AT_ONCE)
    await client.send(
      new BatchWriteCommand({
        RequestItems: { [name]: rows.slice(i, i + AT_ONCE).map((Item) => ({ PutRequest: { Item } })) },
      }),
    );
  await createTable(plain, name);
  plain.destroy();
}
