import { Duration } from "aws-cdk-lib";
import type { IAlarmAction } from "aws-cdk-lib/aws-cloudwatch";
import { Rule } from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import type { Function } from "aws-cdk-lib/aws-lambda";
import { Construct } from "constructs";
import type { Listener } from "../lib/platform/contract.ts";
import { DeadLetters } from "./dead-letters.ts";
import { mailEvents } from "./mail.ts";
import type { Settings } from "./settings.ts";

/** As long and as often as Lambda tries an asynchronous call: afterwards the queue has the event. */
const bounds = { retryAttempts: 2, maxEventAge: Duration.hours(6) } as const;

export interface EventSourceProps {
  readonly settings: Settings;
  readonly listener: Listener;
  readonly handler: Function;
  readonly alarms: IAlarmAction;
}

/**
 * Calls a function with what another service says, and keeps what could not be taken in: nobody says it twice. Events name
 * addressees, so nothing but what failed is kept, and that for two weeks.
 */
export class EventSource extends Construct {
  constructor(scope: Construct, id: string, { settings, listener, handler, alarms }: EventSourceProps) {
    super(scope, id);
    const { source, summary, failure } = listener;
    const words = `Some events could not be taken in, after retries; the queue has them. ${failure}`;
    const unheard = new DeadLetters(this, "Unheard", words, alarms);
    // EventBridge's call is asynchronous, so that its own retries end at the hand-over.
    handler.configureAsyncInvoke({ ...bounds, onFailure: unheard.ofCalls });
    new Rule(this, "Rule", {
      description: summary,
      eventPattern: mailEvents(source, settings),
      targets: [new LambdaFunction(handler, { ...bounds, deadLetterQueue: unheard.queue })],
    });
  }
}
