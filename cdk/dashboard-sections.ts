import { Duration } from "aws-cdk-lib";
import type { HttpApi } from "aws-cdk-lib/aws-apigatewayv2";
import { Metric } from "aws-cdk-lib/aws-cloudwatch";
import type { IMetric } from "aws-cdk-lib/aws-cloudwatch";
import type { Distribution } from "aws-cdk-lib/aws-cloudfront";
import type { ServiceTable } from "./restored-table.ts";
import { Function } from "aws-cdk-lib/aws-lambda";
import { httpFunctions } from "../lib/api.ts";
import { systemErrors, throttledRequests } from "./service-alarms.ts";
import { loggedErrors } from "./service-function.ts";
import type { Settings } from "./settings.ts";
import type { Work } from "./work.ts";

export interface Shown {
  readonly settings: Settings;
  readonly api: HttpApi;
  readonly distribution: Distribution;
  readonly table: ServiceTable;
  readonly work: Work;
}

/** One row of the dashboard: what is usual, in words, beside what is. */
interface Section {
  /** Also the name of the section of docs/operations.md that says what to do. */
  readonly title: string;
  readonly normal: string;
  readonly graphs: Readonly<Record<string, readonly IMetric[]>>;
}

const period = Duration.minutes(5);
const sum = { statistic: "Sum", period } as const;
const longest = { statistic: "Maximum", period } as const;

/** CloudFront gives its figures in one region, for the whole world. */
const ofFront = (distribution: Distribution, metricName: string, statistic: string, label: string): Metric =>
  new Metric({
    namespace: "AWS/CloudFront",
    metricName,
    dimensionsMap: { DistributionId: distribution.distributionId, Region: "Global" },
    region: "us-east-1",
    statistic,
    period,
    label,
  });

/** SES counts for the whole account, in the region that mail leaves from. */
const ofMail = ({ mailRegion }: Settings, metricName: string, statistic = "Sum"): Metric =>
  new Metric({
    namespace: "AWS/SES",
    metricName,
    statistic,
    period: Duration.hours(1),
    ...(mailRegion !== undefined && { region: mailRegion }),
  });

const requests = ({ api, distribution }: Shown): Section => ({
  title: "Requests",
  normal:
    "Readers come through the front, which answers some by itself: fewer reach the interface. Errors of ours (5xx) are at none; a few 4xx are people without a token or late by a version. Most answers take far less than a second; the slowest hundredth waited for a function to start.",
  graphs: {
    "Asked of the front, and of the interface": [
      ofFront(distribution, "Requests", "Sum", "front"),
      api.metricCount({ ...sum, label: "interface" }),
    ],
    "Answered with an error": [
      api.metricServerError({ ...sum, label: "ours (5xx)" }),
      api.metricClientError({ ...sum, label: "the caller's (4xx)" }),
    ],
    "Milliseconds until the answer": [
      api.metricLatency({ statistic: "p50", period, label: "half" }),
      api.metricLatency({ statistic: "p99", period, label: "99 in 100" }),
    ],
  },
});

const functionsOf = ({ settings }: Shown): Section => ({
  title: "Functions",
  normal:
    "No errors: each function has an alarm that says what users notice. None is refused for want of room; how many run at once stays far below the account's quota.",
  graphs: {
    "Errors in the log, by function": httpFunctions.map(({ name }) =>
      loggedErrors(settings, name, { ...sum, label: name }),
    ),
    "Functions at once, and refused": [
      Function.metricAllConcurrentExecutions({ ...longest, label: "at once" }),
      Function.metricAllThrottles({ ...sum, label: "refused" }),
    ],
  },
});

function clock({ work }: Shown): Section {
  const ofEach = (metric: (handler: Function, label: string) => IMetric): IMetric[] =>
    [...work.ticks].map(([name, handler]) => metric(handler, name));
  return {
    title: "The clock",
    normal:
      "Every function of the clock runs at its rate, all day. A run takes seconds; it stops by itself before two minutes are over, and the next goes on. One that failed is tried again; one that came late, by more than a minute, waited for room.",
    graphs: {
      Runs: ofEach((handler, label) => handler.metricInvocations({ ...sum, label })),
      "Runs that failed": [
        ...ofEach((handler, label) => handler.metricErrors({ ...sum, label })),
        work.clock.group.metricTargetErrors({ ...sum, label: "not called, tried again" }),
        work.clock.group.metricDropped({ ...sum, label: "given up" }),
      ],
      "Milliseconds that a run came late": ofEach((handler, label) =>
        handler.metric("AsyncEventAge", { ...longest, label }),
      ),
      "Milliseconds that a run took": ofEach((handler, label) =>
        handler.metricDuration({ ...longest, label }),
      ),
    },
  };
}

const tableOf = ({ table }: Shown): Section => ({
  title: "The table",
  normal:
    "Units follow the requests; they are what is paid for. A convocation writes about ten a notice. No request is throttled. Conditions that were not met are two who changed the same thing, and runs of the clock that met: a few are right.",
  graphs: {
    "Units read and written": [
      table.metricConsumedReadCapacityUnits({ ...sum, label: "read" }),
      table.metricConsumedWriteCapacityUnits({ ...sum, label: "written" }),
    ],
    "Throttled, and failed by itself": [throttledRequests(table), systemErrors(table)],
    "Conditions not met": [table.metricConditionalCheckFailedRequests({ ...sum, label: "not met" })],
  },
});

const stream = ({ work }: Shown): Section => ({
  title: "The stream",
  normal:
    "Mail leaves within seconds of being decided: the stream is read less than a minute late. What it lost is sent by the clock, minutes later.",
  graphs: {
    "Milliseconds late": [...work.streams].map(([name, handler]) =>
      handler.metric("IteratorAge", { ...longest, label: name }),
    ),
    "Runs, and runs that failed": [...work.streams].flatMap(([name, handler]) => [
      handler.metricInvocations({ ...sum, label: name }),
      handler.metricErrors({ ...sum, label: `${name}, failed` }),
    ]),
  },
});

const mail = ({ settings }: Shown): Section => ({
  title: "Mail",
  normal:
    "What is sent is delivered, nearly all of it. Fewer than five in a hundred come back, fewer than one in a thousand is complained of: beyond that AWS looks into the account, and stops it at twice and five times as much.",
  graphs: {
    "Sent, and what became of it": ["Send", "Delivery", "Bounce", "Complaint", "Reject"].map((name) =>
      ofMail(settings, name),
    ),
    "Parts that come back, and are complained of": [
      ofMail(settings, "Reputation.BounceRate", "Average"),
      ofMail(settings, "Reputation.ComplaintRate", "Average"),
    ],
  },
});

const deadLetters = ({ work }: Shown): Section => ({
  title: "What came to nothing",
  normal: "Every queue is empty. What lies in one was tried again before; it stays for two weeks.",
  graphs: {
    "Messages that wait for somebody to look": work.deadLetters.map(({ node, queue }) =>
      queue.metricApproximateNumberOfMessagesVisible({
        ...longest,
        label: node.path.split("/").slice(-2).join(" "),
      }),
    ),
  },
});

/** From the reader to the table, then what leaves. */
export const sectionsOf = (shown: Shown): readonly Section[] =>
  [requests, functionsOf, clock, tableOf, stream, mail, deadLetters].map((section) => section(shown));
