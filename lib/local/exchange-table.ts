import { randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { DescribeTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { noFiles, noMail } from "../platform/not-used.ts";
import { dynamoTable } from "../platform/dynamo.ts";
import { documentClient, sdkCalls, storeSettings } from "./sdk-calls.ts";
import type { Keys } from "../platform/key-ring.ts";
import type { Platform } from "../platform/platform.ts";
import { keyRingOf, keysFromEnvironment } from "../platform/secrets.ts";
import { SIGNING_KEYS } from "./signing-keys.ts";
import { localClient, startStore } from "./store.ts";

/** The table that is meant, and what closes it again. */
export interface Reach {
  readonly platform: Platform;
  close(): Promise<void>;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** What stops a command before it has begun, in words for whoever typed it. */
export class NotPossible extends Error {}

/**
 * Where the table is: at DYNAMODB_ENDPOINT; on AWS, where TABLE_NAME and a region or a profile are given; else in this
 * machine's folder, behind the server that runs there or, when none does, in its file.
 */
export async function reach(environment: Environment): Promise<Reach> {
  const name = environment["TABLE_NAME"] ?? "convoca";
  const folder = resolve(environment["CONVOCA_DATA"] ?? ".convoca");
  const given = environment["DYNAMODB_ENDPOINT"];
  const keys = keysOf(environment, join(folder, SIGNING_KEYS));
  const over = (client: DynamoDBClient): Reach => reachOver(client, name, keys);
  if (given) return over(localClient(given));
  const isAws = ["AWS_REGION", "AWS_DEFAULT_REGION", "AWS_PROFILE"].some((each) => environment[each]);
  if (isAws && environment["TABLE_NAME"]) return over(new DynamoDBClient(storeSettings));
  const running = join(folder, "endpoint");
  if (existsSync(running)) {
    const client = localClient(readFileSync(running, "utf8").trim());
    if (await answers(client, name)) return over(client);
    client.destroy();
  }
  const file = join(folder, "table.db");
  if (!existsSync(file))
    throw new NotPossible(
      `There is no table in ${folder}. Start one with \`npm start\`, or say where it is: CONVOCA_DATA names a folder, ` +
        "DYNAMODB_ENDPOINT a store, TABLE_NAME with AWS_REGION a table on AWS.",
    );
  const store = await startStore(file);
  const opened = over(localClient(store.endpoint));
  return { platform: opened.platform, close: () => opened.close().then(() => store.close()) };
}

const answers = (client: DynamoDBClient, name: string): Promise<boolean> =>
  client.send(new DescribeTableCommand({ TableName: name })).then(
    () => true,
    () => false,
  );

/** The signing keys that go with the table: in Secrets Manager where that is said, else in this machine's folder. */
function keysOf(environment: Environment, file: string): Keys {
  if (environment["SIGNING_KEYS_SECRET"]) return keysFromEnvironment();
  return async () => {
    if (existsSync(file)) return keyRingOf(readFileSync(file, "utf8"));
    throw new NotPossible(
      `There are no signing keys in ${file}: without them no seal can be looked at. CONVOCA_DATA names their folder, ` +
        "SIGNING_KEYS_SECRET a secret on AWS.",
    );
  };
}

function reachOver(client: DynamoDBClient, name: string, keys: Keys): Reach {
  return {
    platform: {
      table: dynamoTable({ calls: sdkCalls(documentClient(client)), name, random: Math.random }),
      clock: Date.now,
      newId: randomUUID,
      random: Math.random,
      verify: async () => null,
      log: () => undefined,
      publicUrl: "",
      mail: noMail,
      sender: "",
      keys,
      files: noFiles,
    },
    close: async () => client.destroy(),
  };
}
