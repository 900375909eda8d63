import type { Range } from "./dynamo.ts";

/** Range and prefix of a sort key in DynamoDB's own words. */
export function conditionOf(
  { pk, prefix, from, to }: Pick<Range, "pk" | "prefix" | "from" | "to">,
  { partitionKey, sortKey }: { readonly partitionKey: string; readonly sortKey: string },
) {
  const conditions = [
    "#p = :p",
    ...(prefix === undefined ? [] : ["begins_with(#s, :prefix)"]),
    // One condition on the sort key is all that a Query takes.
    ...(from !== undefined && to !== undefined ? ["#s BETWEEN :from AND :to"] : []),
    ...(from !== undefined && to === undefined ? ["#s >= :from"] : []),
    ...(from === undefined && to !== undefined ? ["#s <= :to"] : []),
  ];
  return {
    KeyConditionExpression: conditions.join(" AND "),
    ExpressionAttributeNames: { "#p": partitionKey, ...(conditions.length > 1 && { "#s": sortKey }) },
    ExpressionAttributeValues: {
      ":p": pk,
      ...(prefix !== undefined && { ":prefix": prefix }),
      ...(from !== undefined && { ":from": from }),
      ...(to !== undefined && { ":to": to }),
    },
  };
}
