import type { TransactWriteCommandInput } from "@aws-sdk/lib-dynamodb";
import type { Refusal } from "../errors.ts";
import type { Key } from "../table.ts";
import type { Item } from "./dynamo.ts";

/**
 * What must hold for a write: nothing under this key yet, something there, or these attributes as they were read.
 * `expired` lets a record be replaced once its time is over (DynamoDB deletes late).
 */
export type Condition =
  | "absent"
  | "present"
  | { readonly is: Readonly<Record<string, unknown>> }
  | { readonly absentOrExpiredAt: number };

/** A write described, not done: stores return them, one commit carries them all out or none. */
export type Write = {
  readonly when?: Condition;
  /** What the user is told if the condition does not hold. */
  readonly otherwise?: Refusal;
} & ({ readonly put: Item } | { readonly remove: Key } | { readonly check: Key; readonly when: Condition });

/** Conditions at these positions did not hold: nothing was written. */
export class LostRace extends Error {
  readonly positions: readonly number[];
  constructor(positions: readonly number[]) {
    super(`conditions failed at ${positions.join(", ")}`);
    this.name = "LostRace";
    this.positions = positions;
  }
}

type TransactItem = NonNullable<TransactWriteCommandInput["TransactItems"]>[number];

/** A write as DynamoDB takes it. What is put says of which schema it is, and never takes the place of a newer one. */
export function toTransactItem(write: Write, table: string, schema: number): TransactItem {
  const common = { TableName: table, ...(write.when && expression(write.when)) };
  if ("put" in write)
    return {
      Put: { ...(write.when ? common : notNewer(table, schema)), Item: { ...write.put, ...stampOf(schema) } },
    };
  if ("remove" in write) return { Delete: { ...common, Key: { pk: write.remove.pk, sk: write.remove.sk } } };
  return {
    ConditionCheck: {
      ...common,
      ...expression(write.when),
      Key: { pk: write.check.pk, sk: write.check.sk },
    },
  };
}

/** `s` is the same for entries of indexes: there the first schema goes without saying, or 25 sessions would cost half a unit more to list. */
const stampOf = (schema: number) => ({ schema, ...(schema > 1 && { s: schema }) });

/** For what is put over whatever is there: any other condition holds only for what was read, and that was not newer. */
const notNewer = (table: string, schema: number) => ({
  TableName: table,
  ConditionExpression: "attribute_not_exists(#schema) OR #schema <= :schema",
  ExpressionAttributeNames: { "#schema": "schema" },
  ExpressionAttributeValues: { ":schema": schema },
});

function expression(condition: Condition) {
  if (condition === "absent") return { ConditionExpression: "attribute_not_exists(pk)" };
  if (condition === "present") return { ConditionExpression: "attribute_exists(pk)" };
  if ("absentOrExpiredAt" in condition)
    return {
      ConditionExpression: "attribute_not_exists(pk) OR expiresAtSeconds <= :now",
      ExpressionAttributeValues: { ":now": condition.absentOrExpiredAt },
    };
  const entries = Object.entries(condition.is);
  return {
    ConditionExpression: entries.map((_, i) => `#c${i} = :c${i}`).join(" AND "),
    ExpressionAttributeNames: Object.fromEntries(entries.map(([name], i) => [`#c${i}`, name])),
    ExpressionAttributeValues: Object.fromEntries(entries.map(([, value], i) => [`:c${i}`, value])),
  };
}
