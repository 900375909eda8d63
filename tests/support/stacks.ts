import { readFileSync } from "node:fs";
import { App } from "aws-cdk-lib";
import type { Stack } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { convoca } from "../../cdk/app.ts";
import { httpFunctions, listeners, streams, ticks } from "../../lib/api.ts";
import { allTouches } from "../../lib/platform/contract.ts";
import type { Listener, Service, Stream, Tick, Touches } from "../../lib/platform/contract.ts";

const { context: flags } = JSON.parse(readFileSync(new URL("../../cdk.json", import.meta.url), "utf8")) as {
  context: Record<string, unknown>;
};

/** An app with the project's flags that bundles nothing. */
export const appWith = (context: Readonly<Record<string, unknown>> = {}): App =>
  new App({
    context: {
      ...flags,
      "aws:cdk:bundling-stacks": [],
      "aws:cdk:enable-path-metadata": true, // as the command line has it
      ...context,
    },
  });

/** Everything that a production has to be told. */
export const production = {
  stage: "production",
  corsOrigins: "https://plens.example.org,https://www.example.org",
  tokenIssuer: "https://id.example.org/",
  tokenKeysUrl: "https://id.example.org/keys",
  tokenAudience: "convoca",
  mailSender: "convocatories@convoca.example.org",
  alarmEmail: "alarms@example.org",
} as const;

/** As little as one can be told: it makes a sign-in of its own, and tells nobody of alarms. */
export const least = {
  stage: "production",
  corsOrigins: "https://plens.example.org",
  mailSender: "convocatories@convoca.example.org",
  signInReturnUrls: "https://plens.example.org/back",
} as const;

/** One in a region that has no SES. */
export const apart = { ...production, region: "eu-south-2", mailRegion: "eu-west-1" } as const;

/** One with a name of its own, that takes little. */
export const named = {
  ...production,
  domainName: "Plens.example.org",
  certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/0a1b",
  requestsPerSecond: "3",
  burst: "4",
} as const;

/** Every function of the charts, with all that it touches and uses. */
export const functions: readonly {
  readonly name: string;
  readonly failure: string;
  readonly touches: readonly Touches[];
  readonly uses: readonly Service[];
}[] = [
  ...httpFunctions.map(({ name, failure, routes }) => ({
    name,
    failure,
    touches: Object.values(routes).map(allTouches),
    uses: Object.values(routes).flatMap(({ uses = [] }) => uses),
  })),
  ...Object.entries<Tick | Stream | Listener>({ ...ticks, ...streams, ...listeners }).map(
    ([name, { failure, touches, uses = [] }]) => ({ name, failure, touches: [touches], uses }),
  ),
];

export interface Resource {
  readonly Type: string;
  readonly DeletionPolicy?: string;
  readonly DependsOn?: readonly string[];
  readonly Properties: Readonly<Record<string, unknown>>;
}

/** Templates as they go to CloudFormation, looked at as one. */
function templateOf(...stacks: Stack[]) {
  const resources = stacks.flatMap((stack) =>
    Object.entries(Template.fromStack(stack).toJSON()["Resources"] as Record<string, Resource>),
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
  return { all, one, size: resources.length };
}

const made = new Map<string, ReturnType<typeof synthesise>>();

/**
 * All stacks under all rules: throws what they find. `warnings` are what they report and do not throw. The same settings
 * are synthesised once for all files that a worker runs, so nobody may change what comes of them.
 */
export function synthesised(context: Readonly<Record<string, unknown>>): ReturnType<typeof synthesise> {
  const name = JSON.stringify(context);
  const stacks = made.get(name) ?? synthesise(context);
  made.set(name, stacks);
  return stacks;
}

function synthesise(context: Readonly<Record<string, unknown>>) {
  const app = appWith(context);
  const { data, service, mail, budget } = convoca(app);
  const { directory } = app.synth();
  const report = readFileSync(`${directory}/validation-report.json`, "utf8");
  const { pluginReports } = JSON.parse(report) as { pluginReports: { violations: unknown[] }[] };
  const warnings = pluginReports.flatMap(({ violations }) => violations);
  const sizes = [service, ...service.parts].map((stack) => templateOf(stack).size);
  return {
    data: templateOf(data),
    /** With the stacks within it. */
    service: templateOf(service, ...service.parts),
    mail: mail && templateOf(mail),
    budget: budget && templateOf(budget),
    sizes,
    warnings,
    /** Of the cloud assembly, in which no function has code. */
    directory,
  };
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

export const statementsOf = ({ Properties }: Resource): readonly Statement[] =>
  (Properties["PolicyDocument"] as { Statement: Statement[] }).Statement;

/** Reading the stream is a right of its own: it has no leading keys, and listing streams no resource. */
const isOnStream = ({ Resource: on }: Statement): boolean =>
  on === "*" || JSON.stringify(on).includes("StreamArn");

/** The rights on anything but the table, flat: "sqs:SendMessage". */
export const otherRightsOf = (policy: Resource): string[] =>
  statementsOf(policy)
    .flatMap((each) =>
      many(each.Action).filter((action) => !action.startsWith("dynamodb:") || isOnStream(each)),
    )
    .toSorted();

/** The rights on the table in these statements, flat: "GetItem table TOWN#*". */
export const rightsIn = (statements: readonly Statement[]): string[] =>
  statements
    .filter((each) => !isOnStream(each))
    .flatMap(({ Action, Resource: resource, Condition }) => {
      const on = /\/index\/([\w*]+)/.exec(JSON.stringify(resource))?.[1] ?? "table";
      const closed = many(Condition?.["Null"]?.["dynamodb:LeadingKeys"])[0] === "false";
      const leading = many(Condition?.["ForAllValues:StringLike"]?.["dynamodb:LeadingKeys"]);
      return many(Action)
        .filter((action) => action.startsWith("dynamodb:"))
        .flatMap((action) =>
          (closed ? leading : ["everything"]).map((key) => `${action.slice(9)} ${on} ${key}`),
        );
    })
    .toSorted();

/** The rights on the table of a policy in a template. */
export const rightsOf = (policy: Resource): string[] => rightsIn(statementsOf(policy));
