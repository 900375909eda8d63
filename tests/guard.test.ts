import { describe, expect, it } from "vitest";
import { guard } from "../lib/local/guard.ts";
import type { Touches } from "../lib/platform/contract.ts";
import type { DynamoCalls } from "../lib/platform/dynamo-calls.ts";
import { keys } from "../lib/table.ts";

const TableName = "table";
const body = keys.body("vilanova", "consell");
const person = keys.person("vilanova", "maria");
const timeline = keys.bodyTimeline("vilanova", "consell");

const query = (pk: string, IndexName?: string) => ({
  TableName,
  IndexName,
  ExpressionAttributeValues: { ":p": pk },
});
const batch = (...Keys: object[]) => ({ RequestItems: { [TableName]: { Keys } } });
const key = { TableName, Key: body };
const foreign = { TableName, Key: person };
const condition = { ConditionExpression: "attribute_exists(pk)" };

type Call = keyof DynamoCalls;

/** Whether a function that touches this gets through with that. */
async function passes(touches: Touches, call: Call, input: object): Promise<boolean> {
  const passed: string[] = [];
  const store = new Proxy({} as DynamoCalls, {
    get: (_, name) => async () => {
      passed.push(String(name));
      return {};
    },
  });
  const ask = guard(store, touches, "read-bodies")[call] as (of: object) => Promise<unknown>;
  const isRefused = await ask(input).then(
    () => false,
    (error: Error) => error.message.startsWith("read-bodies may not "),
  );
  expect(passed).toEqual(isRefused ? [] : [call]);
  return !isRefused;
}

describe("the guard of a function's rights on this machine", () => {
  it.each<[what: string, touches: Touches, call: Call, input: object]>([
    ["a read", { get: ["body"] }, "getItem", key],
    ["reads at once", { getMany: ["body"] }, "batchGetItem", batch(body, body)],
    ["a query", { query: ["body"] }, "query", query(body.pk)],
    ["a query of an index", { query: ["bodyTimeline"] }, "query", query(timeline, "gsi1")],
    ["a write", { put: ["body"] }, "putItem", { TableName, Item: body }],
    ["a deletion", { delete: ["body"] }, "deleteItem", key],
    [
      "a transaction",
      { put: ["body"], delete: ["body"], check: ["body"] },
      "transactWriteItems",
      {
        TransactItems: [
          { Put: { TableName, Item: body } },
          { Delete: key },
          { ConditionCheck: { ...key, ...condition } },
        ],
      },
    ],
  ])("lets %s through that the chart names", async (_, touches, call, input) => {
    expect(await passes(touches, call, input)).toBe(true);
  });

  it.each<[what: string, touches: Touches, call: Call, input: object]>([
    ["a read of another family", { get: ["body"] }, "getItem", foreign],
    ["a read by another right", { getMany: ["body"] }, "getItem", key],
    ["one of several reads at once", { getMany: ["body"] }, "batchGetItem", batch(body, person)],
    ["reads at once by the right to read one", { get: ["body"] }, "batchGetItem", batch(body)],
    ["a query of another family", { query: ["body"] }, "query", query(person.pk)],
    ["a query of an index by the right to the table", { query: ["body"] }, "query", query(body.pk, "gsi1")],
    ["a query of the table by the right to an index", { query: ["bodyTimeline"] }, "query", query(timeline)],
    ["a write of another family", { put: ["body"] }, "putItem", { TableName, Item: person }],
    ["a deletion by the right to write", { put: ["body"] }, "deleteItem", key],
    [
      "a transaction for one of its writes",
      { put: ["body"] },
      "transactWriteItems",
      { TransactItems: [{ Put: { TableName, Item: body } }, { Put: { TableName, Item: person } }] },
    ],
    [
      "a transaction for what it deletes",
      { put: ["body"] },
      "transactWriteItems",
      { TransactItems: [{ Delete: key }] },
    ],
    [
      "a transaction for what it checks",
      { put: ["body"] },
      "transactWriteItems",
      { TransactItems: [{ ConditionCheck: { ...key, ...condition } }] },
    ],
    ["what names no key", { get: ["body"] }, "getItem", { TableName }],
  ])("refuses %s", async (_, touches, call, input) => {
    expect(await passes(touches, call, input)).toBe(false);
  });
});
