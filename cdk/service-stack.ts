import { CfnOutput, Duration, Stack } from "aws-cdk-lib";
import type { StackProps } from "aws-cdk-lib";
import type { Table } from "aws-cdk-lib/aws-dynamodb";
import type { Construct } from "constructs";
import { httpFunctions, ticks } from "../lib/api.ts";
import { allTouches } from "../lib/platform/contract.ts";
import type { Tick } from "../lib/platform/contract.ts";
import { AlarmTopic } from "./alarm-topic.ts";
import { Clock } from "./clock.ts";
import { Gateway } from "./gateway.ts";
import { ServiceFunction } from "./service-function.ts";
import type { Settings } from "./settings.ts";

/** An HTTP API answers 503 by itself after 30 seconds at most: the function says so before. */
const HTTP_TIMEOUT = Duration.seconds(28);
const TICK_TIMEOUT = Duration.minutes(2);

export interface ServiceStackProps extends StackProps {
  readonly settings: Settings;
  readonly table: Table;
}

/** What can be thrown away and made again: the functions of the charts, and what calls them. */
export class ServiceStack extends Stack {
  constructor(scope: Construct, id: string, { settings, table, ...props }: ServiceStackProps) {
    super(scope, id, { terminationProtection: settings.keepData, ...props });
    const alarms = new AlarmTopic(this, "Alarms", settings.alarmEmail).action;
    const surroundings = { settings, table, alarms };

    const gateway = new Gateway(this, "Gateway", settings);
    for (const { name, routes, failure } of httpFunctions) {
      const touches = Object.values(routes).map(allTouches);
      const { lambda } = new ServiceFunction(this, name, {
        ...surroundings,
        failure,
        touches,
        timeout: HTTP_TIMEOUT,
      });
      gateway.add(name, routes, lambda);
    }

    const clock = new Clock(this, "Clock", alarms);
    for (const [name, tick] of Object.entries<Tick>(ticks)) {
      const { lambda } = new ServiceFunction(this, name, {
        ...surroundings,
        failure: tick.failure,
        touches: [tick.touches],
        timeout: TICK_TIMEOUT,
        unattended: clock.afterFailure(tick),
      });
      clock.call(name, tick, lambda);
    }

    new CfnOutput(this, "Url", { value: gateway.api.apiEndpoint });
  }
}
