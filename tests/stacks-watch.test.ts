import { BootstraplessSynthesizer } from "aws-cdk-lib";
import { describe, expect, it } from "vitest";
import { convoca } from "../cdk/app.ts";
import { httpFunctions, streams, ticks } from "../lib/api.ts";
import { appWith, apart, least, production, synthesised } from "./support/stacks.ts";
import type { Resource } from "./support/stacks.ts";

const { service } = synthesised(production);

const alarms = service.all("AWS::CloudWatch::Alarm").map(({ Properties }) => Properties);
const saying = (words: RegExp) => alarms.filter((each) => words.test(String(each["AlarmDescription"])));

describe("an alarm", () => {
  it("says in words what is the matter, rings once an operator is needed, and says when it is over", () => {
    expect(alarms.length).toBeGreaterThan(70);
    for (const alarm of alarms) {
      expect(alarm["AlarmDescription"]).toMatch(/^[A-Z].{30,}\.$/);
      expect([alarm["AlarmActions"], alarm["OKActions"]].flat()).toHaveLength(2);
    }
    expect(new Set(alarms.map((each) => each["AlarmDescription"])).size).toBe(alarms.length);
  });

  it.each(Object.entries(ticks))(
    "rings when nothing calls %s any more",
    (name, { everyMinutes, failure }) => {
      const [alarm, ...others] = saying(new RegExp(`^Nothing has called ${name} for \\d+ minutes`));
      expect(others).toEqual([]);
      expect(alarm).toMatchObject({
        MetricName: "Invocations",
        ComparisonOperator: "LessThanThreshold",
        Threshold: 1,
        TreatMissingData: "breaching",
      });
      expect(alarm?.["AlarmDescription"]).toContain(failure);
      // Longer than the longest time between two calls, and no longer than a few of them.
      expect(alarm?.["Period"]).toBeGreaterThanOrEqual(3 * everyMinutes * 60);
      expect(alarm?.["Period"]).toBeLessThanOrEqual(5 * everyMinutes * 60);
    },
  );

  it("says that sessions of the coming months may be missing, when the clock stands still", () => {
    expect(
      saying(/^Nothing has called extend-series .*Sessions of the coming months may be missing/),
    ).toHaveLength(1);
  });

  it.each([
    ["AWS/ApiGateway", "5xx", 5, 1],
    ["AWS/ApiGateway", "Latency", 5000, 3],
    ["AWS/Lambda", "Throttles", 1, 1],
    ["AWS/Scheduler", "InvocationDroppedCount", 1, 1],
    ["AWS/Scheduler", "InvocationsFailedToBeSentToDeadLetterCount", 1, 1],
  ])("watches %s %s, from %d on, %d times in a row", (namespace, metric, threshold, periods) => {
    const found = alarms.filter(
      ({ Namespace, MetricName }) => Namespace === namespace && MetricName === metric,
    );
    expect(found.map(({ Threshold, EvaluationPeriods }) => [Threshold, EvaluationPeriods])).toEqual([
      [threshold, periods],
    ]);
  });

  it.each(["ThrottledRequests", "SystemErrors"])("watches %s of all that is asked of the table", (metric) => {
    const found = alarms.filter((each) => JSON.stringify(each).includes(`"MetricName":"${metric}"`));
    const asked = JSON.stringify(found).match(/"Operation","Value":"\w+"/g) ?? [];
    expect(asked.map((each) => each.slice(21, -1)).toSorted()).toEqual([
      "BatchGetItem",
      "DeleteItem",
      "GetItem",
      "PutItem",
      "Query",
      "TransactWriteItems",
    ]);
  });
});

interface Widget {
  readonly type: string;
  readonly width: number;
  readonly properties: {
    readonly markdown?: string;
    readonly title?: string;
    readonly metrics?: unknown[][];
  };
}

/** What the dashboard shows, with the names of resources put where the template refers to them. */
function widgetsOf({ Properties }: Resource): Widget[] {
  const body = Properties["DashboardBody"] as { "Fn::Join": [string, unknown[]] };
  const text = body["Fn::Join"][1].map((part) => (typeof part === "string" ? part : "it")).join("");
  return (JSON.parse(text) as { widgets: Widget[] }).widgets;
}

describe("the dashboard", () => {
  const widgets = widgetsOf(service.one("AWS::CloudWatch::Dashboard"));
  const texts = widgets.flatMap(({ properties }) => properties.markdown ?? []);
  const metrics = widgets.flatMap((each) => each.properties.metrics ?? []);
  const names = metrics.map(([namespace, name]) => `${String(namespace)} ${String(name)}`);

  it("says of every part what is usual, and where it stands what to do", () => {
    const titles = texts.map((text) => /^## (.*)/.exec(text)?.[1] ?? "");
    expect(titles).toEqual([
      "Requests",
      "Functions",
      "The clock",
      "The table",
      "The stream",
      "Mail",
      "What came to nothing",
    ]);
    for (const [at, text] of texts.entries())
      expect(text).toMatch(
        new RegExp(`\\n\\n.{60,}\\n\\nWhat to do: docs/operations\\.md, “${titles[at]}”\\.$`),
      );
  });

  it("shows every function, run and queue, and no more than one page can", () => {
    const count = (name: string): number => names.filter((each) => each === name).length;
    expect(names.filter((each) => /^Convoca\/production .* errors$/.test(each))).toHaveLength(
      httpFunctions.length,
    );
    expect(count("AWS/Lambda AsyncEventAge")).toBe(Object.keys(ticks).length);
    expect(count("AWS/Lambda IteratorAge")).toBe(Object.keys(streams).length);
    expect(count("AWS/SQS ApproximateNumberOfMessagesVisible")).toBe(service.all("AWS::SQS::Queue").length);
    for (const name of ["Send", "Delivery", "Bounce", "Complaint", "Reject"])
      expect(count(`AWS/SES ${name}`)).toBe(1);
    expect(metrics.length).toBeLessThan(500);
    expect(widgets.filter(({ width }) => width < 4)).toEqual([]);
  });

  it("looks for mail where it leaves from, and for the front where CloudFront counts", () => {
    const elsewhere = synthesised(apart).service;
    const regions = (one: typeof service.one, namespace: string) =>
      widgetsOf(one("AWS::CloudWatch::Dashboard"))
        .flatMap((each) => each.properties.metrics ?? [])
        .filter(([of]) => of === namespace)
        .map((metric) => (metric.at(-1) as { region?: string }).region);
    expect(new Set(regions(elsewhere.one, "AWS/SES"))).toEqual(new Set(["eu-west-1"]));
    expect(regions(service.one, "AWS/CloudFront")).toEqual(["us-east-1"]);
  });
});

describe("the budget", () => {
  it("is of the settings, and told before it is spent and once it is", () => {
    const { budget, warnings } = synthesised(apart);
    const subscribers = [{ SubscriptionType: "EMAIL", Address: production.alarmEmail }];
    expect(budget?.one("AWS::Budgets::Budget").Properties).toMatchObject({
      Budget: { BudgetType: "COST", TimeUnit: "MONTHLY", BudgetLimit: { Amount: 100, Unit: "USD" } },
      NotificationsWithSubscribers: [
        { Notification: { NotificationType: "FORECASTED", Threshold: 80 }, Subscribers: subscribers },
        { Notification: { NotificationType: "ACTUAL", Threshold: 100 }, Subscribers: subscribers },
      ],
    });
    expect(warnings).toEqual([]);
  });

  it("is where budgets can be made, whichever region all else is in, and asks for nothing to be there", () => {
    const { budget } = convoca(appWith(apart));
    expect([budget?.region, budget?.synthesizer]).toEqual([
      "us-east-1",
      expect.any(BootstraplessSynthesizer),
    ]);
  });

  it("is not made where nobody is told", () => {
    const { budget, warnings } = synthesised(least);
    expect([budget, warnings]).toEqual([undefined, []]);
  });
});
