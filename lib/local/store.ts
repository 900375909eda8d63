import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import {
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  ResourceInUseException,
  waitUntilTableExists,
} from "@aws-sdk/client-dynamodb";
import { storeSettings } from "../platform/environment.ts";
import { tableDefinition } from "../table.ts";

/** A DynamoDB-compatible store that is up. */
export interface Store {
  readonly endpoint: string;
  close(): Promise<void>;
}

/**
 * The store of this machine: the one at `DYNAMODB_ENDPOINT`, else the embedded one as a child process on a free port,
 * with its data in a file or, without one, in memory.
 */
export async function startStore(file: string | null): Promise<Store> {
  const given = process.env["DYNAMODB_ENDPOINT"];
  if (given) return { endpoint: given, close: async () => {} };
  const port = await freePort();
  const options = ["--host", "127.0.0.1", "--port", String(port), ...(file ? ["--db-path", file] : [])];
  const child = spawn("sh", ["-c", WITH_LIFE_LINE, binary(), ...options], {
    stdio: ["pipe", "ignore", "pipe"],
  });
  const endpoint = `http://127.0.0.1:${port}`;
  await untilUp(child, endpoint);
  return {
    endpoint,
    close: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) return resolve();
        child.once("exit", () => resolve());
        child.kill("SIGTERM");
      }),
  };
}

/** The store ends with us, even when we are killed: our end of the pipe closes, `cat` ends, and `$$` is the store. */
const WITH_LIFE_LINE = 'exec 3<&0; { cat <&3; kill $$; } >/dev/null 2>&1 & exec "$0" "$@" 3<&- </dev/null';

/** The path of the embedded store's program. */
export function binary(): string {
  try {
    return createRequire(import.meta.url).resolve("@dynoxide/linux-x64/dynoxide");
  } catch {
    throw new Error(
      "The embedded store is not there for this platform. Start any DynamoDB-compatible store " +
        "and set DYNAMODB_ENDPOINT=http://host:port.",
    );
  }
}

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });

const WAIT_MILLISECONDS = 10_000;

/** Our own child must be alive before what answers on its port is believed. */
async function untilUp(child: ChildProcess, endpoint: string): Promise<void> {
  let said = "";
  child.stderr?.on("data", (chunk: Buffer) => (said = (said + chunk.toString()).slice(-2000)));
  let failure: Error | undefined;
  child.once("error", (error) => (failure = error));
  const deadline = Date.now() + WAIT_MILLISECONDS;
  while (Date.now() < deadline) {
    if (failure) throw failure;
    if (child.exitCode !== null) throw new Error(`The embedded store stopped: ${said}`);
    const up = await fetch(endpoint, { signal: AbortSignal.timeout(500) }).then(
      () => true,
      () => false,
    );
    if (up && child.exitCode === null) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  child.kill("SIGKILL");
  throw new Error(`The embedded store did not come up within ${WAIT_MILLISECONDS} ms: ${said}`);
}

/** A client of a store on this machine: any region and keys will do. */
export const localClient = (endpoint: string): DynamoDBClient =>
  new DynamoDBClient({
    endpoint,
    region: "eu-south-2",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    ...storeSettings,
  });

const schema = (hash: string, range: string) => [
  { AttributeName: hash, KeyType: "HASH" as const },
  { AttributeName: range, KeyType: "RANGE" as const },
];

/** Makes the table as chart 2 has it, unless it is there already. */
export async function createTable(client: DynamoDBClient, name: string): Promise<void> {
  const { partitionKey, sortKey, indexes, projection } = tableDefinition;
  const names = [{ partitionKey, sortKey }, ...Object.values(indexes)].flatMap((keys) => [
    keys.partitionKey,
    keys.sortKey,
  ]);
  try {
    await client.send(
      new CreateTableCommand({
        TableName: name,
        BillingMode: "PAY_PER_REQUEST",
        AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
        KeySchema: schema(partitionKey, sortKey),
        GlobalSecondaryIndexes: Object.entries(indexes).map(([IndexName, keys]) => ({
          IndexName,
          KeySchema: schema(keys.partitionKey, keys.sortKey),
          Projection: { ProjectionType: "INCLUDE" as const, NonKeyAttributes: [...projection] },
        })),
      }),
    );
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  }
  const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
  if (Table?.TableStatus !== "ACTIVE")
    await waitUntilTableExists({ client, maxWaitTime: 30 }, { TableName: name });
}
