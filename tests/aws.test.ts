import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, inject, it } from "vitest";
import { createTable } from "../lib/local/create-table.ts";
import { documentClient, sdkCalls } from "../lib/local/sdk-calls.ts";
import { localClient } from "../lib/local/store.ts";
import { awsCall, AwsError } from "../lib/platform/aws.ts";
import type { AwsSettings } from "../lib/platform/aws.ts";
import { dynamoCalls } from "../lib/platform/dynamo-calls.ts";
import type { DynamoCalls } from "../lib/platform/dynamo-calls.ts";
import { dynamoTable } from "../lib/platform/dynamo.ts";
import { failureOf } from "../lib/platform/log.ts";
import { startFaultyStore } from "./support/faulty-store.ts";
import { randomOf } from "./support/random.ts";

const settings: AwsSettings = {
  service: "dynamodb",
  endpoint: new URL(inject("endpoint")),
  region: "eu-south-2",
  credentials: async () => ({ accessKeyId: "local", secretAccessKey: "local" }),
  tries: 6,
  milliseconds: 4_000,
};

const name = `aws-${randomUUID()}`;
const sdk = localClient(inject("endpoint"));
await createTable(sdk, name);
const store = await startFaultyStore(inject("endpoint"), randomOf(7));
afterAll(async () => {
  sdk.destroy();
  await store.close();
});

const RICH = {
  text: "Ple d’abril “🗓️”",
  empty: "",
  none: null,
  yes: true,
  numbers: [0, -1.5, 1e-7, 2 ** 53 - 1],
  deep: { Key: { pk: "mine" }, Items: [[], {}, { Item: "mine" }] },
  left: undefined,
};
const TableName = name;
const ReturnConsumedCapacity = "TOTAL" as const;
const isNew = { ConditionExpression: "attribute_not_exists(pk)" };

/** What is done with a partition of its own, call by call; each gives an answer, or throws. */
const steps: readonly [what: string, ask: (calls: DynamoCalls, pk: string) => Promise<object>][] = [
  [
    "puts what is not there yet",
    (calls, pk) =>
      calls.putItem({ TableName, Item: { pk, sk: "1", ...RICH }, ...isNew, ReturnConsumedCapacity }),
  ],
  [
    "does not put what is there",
    (calls, pk) => calls.putItem({ TableName, Item: { pk, sk: "1" }, ...isNew }),
  ],
  [
    "transacts",
    (calls, pk) =>
      calls.transactWriteItems({
        TransactItems: ["2", "3", "4"].map((sk) => ({
          Put: { TableName, Item: { pk, sk, n: 1 }, ...isNew },
        })),
        ReturnConsumedCapacity,
      }),
  ],
  [
    "says which condition of a transaction does not hold",
    (calls, pk) =>
      calls.transactWriteItems({
        TransactItems: [
          { Put: { TableName, Item: { pk, sk: "5" } } },
          {
            ConditionCheck: {
              TableName,
              Key: { pk, sk: "2" },
              ConditionExpression: "#n = :n",
              ExpressionAttributeNames: { "#n": "n" },
              ExpressionAttributeValues: { ":n": 2 },
            },
          },
        ],
      }),
  ],
  ["gets", (calls, pk) => calls.getItem({ TableName, Key: { pk, sk: "1" }, ReturnConsumedCapacity })],
  ["gets nothing", (calls, pk) => calls.getItem({ TableName, Key: { pk, sk: "9" }, ConsistentRead: true })],
  [
    "gets many",
    (calls, pk) =>
      calls.batchGetItem({
        RequestItems: {
          [name]: {
            Keys: [
              { pk, sk: "3" },
              { pk, sk: "9" },
            ],
          },
        },
      }),
  ],
  [
    "queries page by page",
    (calls, pk) =>
      calls.query({
        TableName,
        KeyConditionExpression: "pk = :p",
        ExpressionAttributeValues: { ":p": pk },
        ExclusiveStartKey: { pk, sk: "1" },
        Limit: 2,
      }),
  ],
  ["deletes", (calls, pk) => calls.deleteItem({ TableName, Key: { pk, sk: "4" }, ReturnConsumedCapacity })],
  ["does not take a wrong call", (calls) => calls.getItem({ TableName, Key: { sk: "1" } })],
];

/** What came of a call: the answer, or the name of the error and the reasons in it. */
async function outcomeOf(asked: Promise<object>, pk: string): Promise<unknown> {
  try {
    const { $metadata: _, ...answer } = (await asked) as { $metadata?: unknown };
    return JSON.parse(JSON.stringify(answer).replaceAll(pk, "PK")) as unknown;
  } catch (error) {
    const { name: code, CancellationReasons: reasons = [] } = error as Error & {
      CancellationReasons?: { Code: string }[];
    };
    return [code, reasons.map(({ Code }) => Code)];
  }
}

describe("the calls of DynamoDB on Lambda", () => {
  const ofSdk = sdkCalls(documentClient(sdk));
  const ours = dynamoCalls(awsCall(settings));
  it.each(steps)("%s, as the SDK does", async (_, ask) => {
    const said = await outcomeOf(ask(ours, `${name}#ours`), `${name}#ours`);
    expect(said).toEqual(await outcomeOf(ask(ofSdk, `${name}#sdk`), `${name}#sdk`));
  });

  it("give back what was put, but for what is undefined", async () => {
    const { Item } = await ours.getItem({ TableName, Key: { pk: `${name}#ours`, sk: "1" } });
    const { left: _, ...rest } = RICH;
    expect(Item).toEqual({ pk: `${name}#ours`, sk: "1", ...rest });
  });
});

describe("a call of AWS", () => {
  const asked = { TableName, Key: { pk: "x", sk: "x" } };
  const get = (changed: Partial<AwsSettings>) =>
    dynamoCalls(awsCall({ ...settings, endpoint: new URL(store.endpoint), ...changed })).getItem(asked);

  it("is made again when the service failed or the connection broke", async () => {
    store.suffer({ failing: 20, cut: 20 });
    const answers = await Promise.all(Array.from({ length: 12 }, () => get({ tries: 12 })));
    expect(answers.map(({ Item }) => Item)).toEqual(answers.map(() => undefined));
    expect([store.happened.failing > 0, store.happened.cut > 0]).toEqual([true, true]);
  });

  it("asks again for keys that a batch left out", async () => {
    store.suffer({ unprocessed: 70 });
    const calls = dynamoCalls(awsCall({ ...settings, endpoint: new URL(store.endpoint) }));
    const table = dynamoTable({ calls, name, random: () => 0 });
    const found = await table.getMany(["1", "3", "9"].map((sk) => ({ pk: `${name}#ours`, sk })));
    expect(found.map(({ sk }) => sk).toSorted()).toEqual(["1", "3"]);
    expect(store.happened.unprocessed).toBeGreaterThan(0);
  });

  it("is made so many times and no more, and then throws what the service said", async () => {
    const before = store.happened.failing;
    store.suffer({ failing: 100 });
    await expect(get({ tries: 3 })).rejects.toMatchObject({
      name: "InternalServerError",
      $metadata: { httpStatusCode: 500 },
    });
    expect(store.happened.failing - before).toBe(3);
  });

  it.each([
    [{ throttled: 100 }, /ThrottlingException|ProvisionedThroughputExceededException/],
    [{ silent: 100 }, /TimeoutError/],
  ])("ends at %j", async (misfortune, code) => {
    store.suffer(misfortune);
    const failed = await get({ tries: 1, milliseconds: 100 }).then(String, (error: Error) => error.name);
    expect(failed).toMatch(code);
  });

  it("fails without what the service quoted reaching the log", () => {
    const body = JSON.stringify({ __type: "x#ValidationException", message: "maria@example.org" });
    const error = new AwsError(400, { headers: {}, body });
    expect(failureOf(error)).toMatch(/^ValidationException\n/);
    expect(failureOf(error)).not.toContain("maria");
  });
});
