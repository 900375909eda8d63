import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { ITable } from "aws-cdk-lib/aws-dynamodb";
import { verbs } from "../lib/platform/contract.ts";
import type { Touches, Verb } from "../lib/platform/contract.ts";
import { families } from "../lib/table.ts";
import type { Family, IndexName } from "../lib/table.ts";

/** What each verb of the chart asks of DynamoDB. A transaction has no action of its own: its parts have. */
const actions: Readonly<Record<Verb, string>> = {
  get: "dynamodb:GetItem",
  getMany: "dynamodb:BatchGetItem",
  query: "dynamodb:Query",
  put: "dynamodb:PutItem",
  delete: "dynamodb:DeleteItem",
  check: "dynamodb:ConditionCheckItem",
};

/** The rights that these entries of the chart need together, and no more: one statement a verb and resource. */
export function grantsFor(table: Pick<ITable, "tableArn">, touches: readonly Touches[]): PolicyStatement[] {
  return verbs.flatMap((verb) => {
    const touched = new Set(touches.flatMap((entry) => entry[verb] ?? []));
    return [...Map.groupBy(touched, (family) => indexOf(verb, family))].map(
      ([index, ofIndex]) =>
        new PolicyStatement({
          actions: [actions[verb]],
          resources: [index ? `${table.tableArn}/index/${index}` : table.tableArn],
          conditions: within(ofIndex),
        }),
    );
  });
}

function indexOf(verb: Verb, family: Family): IndexName | undefined {
  const { index }: { readonly leading: string; readonly index?: IndexName } = families[family];
  if (index && verb !== "query")
    throw new Error(`The chart says "${verb}" of ${family}, which ${index} can only query.`);
  return index;
}

/** ForAllValues alone is also true of a request without keys, a Scan: Null refuses that. */
const within = (touched: readonly Family[]) => ({
  "ForAllValues:StringLike": { "dynamodb:LeadingKeys": [...new Set(touched.map(leadingOf))].toSorted() },
  Null: { "dynamodb:LeadingKeys": "false" },
});

/** A leading part that ends in "#" stands for what follows it; any other is the whole key. */
function leadingOf(family: Family): string {
  const { leading } = families[family];
  return leading.endsWith("#") ? `${leading}*` : leading;
}
