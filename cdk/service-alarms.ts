import { Duration } from "aws-cdk-lib";
import type { HttpApi } from "aws-cdk-lib/aws-apigatewayv2";
import { MathExpression } from "aws-cdk-lib/aws-cloudwatch";
import type { IAlarmAction, IMetric } from "aws-cdk-lib/aws-cloudwatch";
import { Operation } from "aws-cdk-lib/aws-dynamodb";
import type { ServiceTable } from "./restored-table.ts";
import { Function } from "aws-cdk-lib/aws-lambda";
import type { Construct } from "constructs";
import { alarmOn } from "./alarm.ts";

/** What `lib/platform/dynamo.ts` calls. */
const OPERATIONS = [
  Operation.GET_ITEM,
  Operation.BATCH_GET_ITEM,
  Operation.QUERY,
  Operation.PUT_ITEM,
  Operation.DELETE_ITEM,
  Operation.TRANSACT_WRITE_ITEMS,
];
const PERIOD = Duration.minutes(5);

/** The sum over all operations. CDK's own is of none where one of them had no calls. */
function overOperations(table: ServiceTable, metricName: string, label: string): IMetric {
  const usingMetrics = Object.fromEntries(
    OPERATIONS.map((operation, at) => [
      // Within one graph a name stands for one metric.
      `${metricName.charAt(0).toLowerCase()}${metricName.slice(1)}${at}`,
      table.metric(metricName, {
        dimensionsMap: { TableName: table.tableName, Operation: operation },
        statistic: "Sum",
        period: PERIOD,
      }),
    ]),
  );
  const expression = Object.keys(usingMetrics)
    .map((name) => `FILL(${name}, 0)`)
    .join(" + ");
  return new MathExpression({ expression, usingMetrics, label, period: PERIOD });
}

export const throttledRequests = (table: ServiceTable): IMetric =>
  overOperations(table, "ThrottledRequests", "throttled requests");
export const systemErrors = (table: ServiceTable): IMetric =>
  overOperations(table, "SystemErrors", "errors of the store itself");

export interface Parts {
  readonly api: HttpApi;
  readonly table: ServiceTable;
  readonly alarms: IAlarmAction;
}

/** What the functions themselves cannot say, because none was called, or all wait for the same thing. */
export function watchService(scope: Construct, { api, table, alarms }: Parts): void {
  alarmOn(scope, "Unanswered", {
    words:
      "Requests are answered with an error, whichever they are. Where no function has an alarm of its own, none was called: the limit of functions at once, or a time-out.",
    metric: api.metricServerError({ period: PERIOD }),
    threshold: 5,
    alarms,
  });
  alarmOn(scope, "Slow", {
    words: "For a quarter of an hour one request in a hundred took five seconds or more: pages seem to hang.",
    metric: api.metricLatency({ statistic: "p99", period: PERIOD }),
    threshold: Duration.seconds(5).toMilliseconds(),
    periods: 3,
    alarms,
  });
  alarmOn(scope, "Crowded", {
    words:
      "This account runs as many functions at once as it may: readers get errors and scheduled work is late. Ask AWS for a higher quota of concurrent executions.",
    metric: Function.metricAllThrottles({ period: PERIOD }),
    threshold: 1,
    alarms,
  });
  alarmOn(scope, "TableThrottled", {
    words:
      "The table takes no more of what it is asked: requests are tried again and are slow, and fail if it goes on. One town asks for very much at once, or the account's quota is reached.",
    metric: throttledRequests(table),
    threshold: 10,
    alarms,
  });
  alarmOn(scope, "TableFailing", {
    words:
      "The store itself fails, which is AWS's to mend: requests are tried again, and some are answered with an error. Nothing confirmed is lost.",
    metric: systemErrors(table),
    threshold: 5,
    alarms,
  });
}
