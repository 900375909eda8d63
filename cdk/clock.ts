import { Duration, Stack } from "aws-cdk-lib";
import type { IAlarmAction } from "aws-cdk-lib/aws-cloudwatch";
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { Function } from "aws-cdk-lib/aws-lambda";
import {
  ContextAttribute,
  Schedule,
  ScheduleExpression,
  ScheduleGroup,
  ScheduleTargetInput,
} from "aws-cdk-lib/aws-scheduler";
import { LambdaInvoke } from "aws-cdk-lib/aws-scheduler-targets";
import { Construct } from "constructs";
import type { Tick } from "../lib/platform/contract.ts";
import { DeadLetters } from "./dead-letters.ts";

const MOST_RETRIES = 2;
const WORDS =
  "Scheduled work was called for and not done, after retries. The next run takes it up; the queue says which run it was.";

const allow = (action: string, resource: string): PolicyStatement =>
  new PolicyStatement({ actions: [action], resources: [resource] });

/** Calls the scheduled functions, and keeps the calls that came to nothing so that they can be replayed. */
export class Clock extends Construct {
  private readonly missed: DeadLetters;
  private readonly group: ScheduleGroup;

  constructor(scope: Construct, id: string, alarms: IAlarmAction) {
    super(scope, id);
    this.group = new ScheduleGroup(this, "Group");
    this.missed = new DeadLetters(this, "Missed", WORDS, alarms);
  }

  /**
   * Calls the function at its rate, with the time of the schedule, however late the call is. A run that is older than the
   * next one is not tried again: the next one does its work.
   */
  call(name: string, { summary, everyMinutes }: Tick, handler: Function): void {
    const bounds = { retryAttempts: MOST_RETRIES, maxEventAge: Duration.minutes(everyMinutes) };
    // The scheduler's call is asynchronous, so that its own retries end at the hand-over.
    handler.configureAsyncInvoke({ ...bounds, onFailure: this.missed.ofCalls });
    const target = new LambdaInvoke(handler, {
      // Would the target write the policy, it would include every version of the function.
      role: this.roleFor(name, handler).withoutPolicyUpdates(),
      deadLetterQueue: this.missed.queue,
      ...bounds,
      input: ScheduleTargetInput.fromObject({ scheduledTime: ContextAttribute.scheduledTime }),
    });
    new Schedule(this, name, {
      schedule: ScheduleExpression.rate(Duration.minutes(everyMinutes)),
      scheduleGroup: this.group,
      description: summary,
      target,
    });
  }

  private roleFor(name: string, handler: Function): Role {
    return new Role(this, `${name}-role`, {
      assumedBy: new ServicePrincipal("scheduler.amazonaws.com", {
        conditions: {
          StringEquals: {
            "aws:SourceAccount": Stack.of(this).account,
            "aws:SourceArn": this.group.scheduleGroupArn,
          },
        },
      }),
      inlinePolicies: {
        Call: new PolicyDocument({
          statements: [
            allow("lambda:InvokeFunction", handler.functionArn),
            allow("sqs:SendMessage", this.missed.queue.queueArn),
          ],
        }),
      },
    });
  }
}
