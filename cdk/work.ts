import { Duration, NestedStack } from "aws-cdk-lib";
import type { Function } from "aws-cdk-lib/aws-lambda";
import type { Construct } from "constructs";
import { listeners, streams, ticks } from "../lib/api.ts";
import type { Listener, Stream, Tick } from "../lib/platform/contract.ts";
import { Clock } from "./clock.ts";
import { EventSource } from "./event-source.ts";
import { ServiceFunction } from "./service-function.ts";
import type { Surroundings } from "./service-function.ts";
import { StreamSource } from "./stream-source.ts";

const TIMEOUT = Duration.minutes(2);

/** Functions that nobody waits for, and what calls them: the clock, the table's stream, other services. */
export class Work extends NestedStack {
  constructor(scope: Construct, id: string, surroundings: Surroundings) {
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

    const clock = new Clock(this, "Clock", alarms);
    for (const [name, tick] of Object.entries<Tick>(ticks)) clock.call(name, tick, functionFor(name, tick));

    for (const [name, stream] of Object.entries<Stream>(streams))
      new StreamSource(this, `${name}-stream`, { table, stream, handler: functionFor(name, stream), alarms });

    for (const [name, listener] of Object.entries<Listener>(listeners)) {
      const handler = functionFor(name, listener);
      new EventSource(this, `${name}-rule`, { settings, listener, handler, alarms });
    }
  }
}
