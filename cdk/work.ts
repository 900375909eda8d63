import { Duration, NestedStack } from "aws-cdk-lib";
import type { HttpApi } from "aws-cdk-lib/aws-apigatewayv2";
import type { Distribution } from "aws-cdk-lib/aws-cloudfront";
import type { Function } from "aws-cdk-lib/aws-lambda";
import type { Construct } from "constructs";
import { listeners, streams, ticks } from "../lib/api.ts";
import type { Listener, Stream, Tick } from "../lib/platform/contract.ts";
import { Clock } from "./clock.ts";
import { dashboard } from "./dashboard.ts";
import type { DeadLetters } from "./dead-letters.ts";
import { EventSource } from "./event-source.ts";
import { ServiceFunction } from "./service-function.ts";
import type { Surroundings } from "./service-function.ts";
import { StreamSource } from "./stream-source.ts";

/**
 * Longer than some wait for their next call, so two runs of one may overlap. That harms nothing: who takes a timer does so in the
 * commit of its work, and the other finds it gone. A reserved concurrency of one would be taken from the account's quota, which is 10
 * in a new one, and its refusals would count as throttled.
 */
const TIMEOUT = Duration.minutes(2);

export interface WorkProps extends Surroundings {
  readonly api: HttpApi;
  readonly distribution: Distribution;
}

/** Functions that nobody waits for, and what calls them: the clock, the table's stream, other services. */
export class Work extends NestedStack {
  readonly clock: Clock;
  readonly ticks = new Map<string, Function>();
  readonly streams = new Map<string, Function>();
  readonly deadLetters: DeadLetters[] = [];

  constructor(scope: Construct, id: string, { api, distribution, ...surroundings }: WorkProps) {
    super(scope, id);
    const { settings, table, alarms } = surroundings;
    const functionFor = (name: string, { failure, touches, uses = [] }: Tick | Stream | Listener): Function =>
      new ServiceFunction(this, name, {
        ...surroundings,
        failure,
        touches: [touches],
        uses,
        timeout: TIMEOUT,
      }).lambda;

    this.clock = new Clock(this, "Clock", alarms);
    this.deadLetters.push(this.clock.missed);
    for (const [name, tick] of Object.entries<Tick>(ticks)) {
      const handler = functionFor(name, tick);
      this.clock.call(name, tick, handler);
      this.ticks.set(name, handler);
    }

    for (const [name, stream] of Object.entries<Stream>(streams)) {
      const handler = functionFor(name, stream);
      const source = new StreamSource(this, `${name}-stream`, { table, stream, handler, alarms });
      this.deadLetters.push(source.givenUp);
      this.streams.set(name, handler);
    }

    for (const [name, listener] of Object.entries<Listener>(listeners)) {
      const handler = functionFor(name, listener);
      const source = new EventSource(this, `${name}-rule`, { settings, listener, handler, alarms });
      this.deadLetters.push(source.unheard);
    }

    // Here, where most of what it shows is.
    dashboard(this, { settings, api, distribution, table, work: this });
  }
}
