import { DeleteCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { localClient } from "../../lib/local/store.ts";
import { documentClient } from "../../lib/local/sdk-calls.ts";
import type { Row } from "./dump.ts";

/** Whoever gets at the table behind the system's back: puts rows and deletes them, past everything that guards them. */
export function burglar(endpoint: string, table: string) {
  const client = documentClient(localClient(endpoint));
  const put = async (row: Row): Promise<void> => {
    await client.send(new PutCommand({ TableName: table, Item: row }));
  };
  const remove = async ({ pk, sk }: Row): Promise<void> => {
    await client.send(new DeleteCommand({ TableName: table, Key: { pk, sk } }));
  };
  return {
    put,
    remove,
    /** Puts something else in the place of rows, looks what happens, and puts them back. */
    async instead<T>(rows: readonly Row[], others: readonly Row[], look: () => Promise<T>): Promise<T> {
      for (const row of rows) await remove(row);
      for (const row of others) await put(row);
      try {
        return await look();
      } finally {
        for (const row of others) await remove(row);
        for (const row of rows) await put(row);
      }
    },
    close: () => client.destroy(),
  };
}
