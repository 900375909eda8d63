import { readFileSync } from "node:fs";
import { App } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { convoca } from "../../cdk/app.ts";

const { context: flags } = JSON.parse(readFileSync(new URL("../../cdk.json", import.meta.url), "utf8")) as {
  context: Record<string, unknown>;
};

/** An app with the project's flags that bundles nothing. */
export const appWith = (context: Readonly<Record<string, unknown>> = {}): App =>
  new App({ context: { ...flags, "aws:cdk:bundling-stacks": [], ...context } });

/** Everything that a production has to be told. */
export const production = {
  stage: "production",
  corsOrigins: "https://plens.example.org,https://www.example.org",
  tokenIssuer: "https://id.example.org/",
  tokenKeysUrl: "https://id.example.org/keys",
  tokenAudience: "convoca",
  alarmEmail: "alarms@example.org",
} as const;

interface Resource {
  readonly Type: string;
  readonly DeletionPolicy?: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

/** A template as it goes to CloudFormation. */
function templateOf(stack: Parameters<typeof Template.fromStack>[0]) {
  const resources = Object.entries(
    Template.fromStack(stack).toJSON()["Resources"] as Record<string, Resource>,
  );
  const all = (type: string): Resource[] =>
    resources.filter(([, each]) => each.Type === type).map(([, each]) => each);
  /** The one resource of this type whose logical id begins so, dashes left out. */
  const one = (type: string, beginning = ""): Resource => {
    const found = resources.filter(
      ([id, each]) => each.Type === type && id.startsWith(beginning.replaceAll("-", "")),
    );
    if (found.length !== 1 || !found[0]) throw new Error(`There are ${found.length} ${type} ${beginning}`);
    return found[0][1];
  };
  return { all, one };
}

/** Both stacks under all rules: throws what they find. `warnings` are what they report and do not throw. */
export function synthesised(context: Readonly<Record<string, unknown>>) {
  const app = appWith(context);
  const { data, service } = convoca(app);
  const { directory } = app.synth();
  const report = readFileSync(`${directory}/validation-report.json`, "utf8");
  const { pluginReports } = JSON.parse(report) as { pluginReports: { violations: unknown[] }[] };
  const warnings = pluginReports.flatMap(({ violations }) => violations);
  return { data: templateOf(data), service: templateOf(service), warnings };
}

export interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: Readonly<
    Record<string, { readonly "dynamodb:LeadingKeys"?: string | readonly string[] }>
  >;
}

const many = (value: string | readonly string[] = []): readonly string[] =>
  typeof value === "string" ? [value] : value;

/** The rights on DynamoDB in these statements, flat: "GetItem table TOWN#*". */
export const rightsIn = (statements: readonly Statement[]): string[] =>
  statements
    .flatMap(({ Action, Resource, Condition }) => {
      const on = /\/index\/([\w*]+)/.exec(JSON.stringify(Resource))?.[1] ?? "table";
      const closed = many(Condition?.["Null"]?.["dynamodb:LeadingKeys"])[0] === "false";
      const leading = many(Condition?.["ForAllValues:StringLike"]?.["dynamodb:LeadingKeys"]);
      return many(Action)
        .filter((action) => action.startsWith("dynamodb:"))
        .flatMap((action) =>
          (closed ? leading : ["everything"]).map((key) => `${action.slice(9)} ${on} ${key}`),
        );
    })
    .toSorted();

/** The rights on DynamoDB of a policy in a template. */
export const rightsOf = ({ Properties }: Resource): string[] =>
  rightsIn((Properties["PolicyDocument"] as { Statement: Statement[] }).Statement);
