import { Duration, Stack } from "aws-cdk-lib";
import { TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
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
import { alarmOn } from "./alarm.ts";
import { DeadLetters } from "./dead-letters.ts";

const MOST_RETRIES = 2;
/** So many in a row, and at least so long: one call may be late. */
const RUNS_MISSED = 3;
const SOONEST_MINUTES = 5;
const WORDS =
  "Scheduled work was called for and not done, after retries. The next run takes it up; the queue says which run it was.";

const allow = (action: string, resource: string): PolicyStatement =>
  new PolicyStatement({ actions: [action], resources: [resource] });

/** Calls the scheduled functions, and keeps the calls that came to nothing so that they can be replayed. */
export class Clock extends Construct {
  readonly missed: DeadLetters;
  readonly group: ScheduleGroup;
  private readonly alarms: IAlarmAction;

  constructor(scope: Construct, id: string, alarms: IAlarmAction) {
    super(scope, id);
    this.alarms = alarms;
    this.group = new ScheduleGroup(this, "Group");
    this.missed = new DeadLetters(this, "Missed", WORDS, alarms);
    const period = Duration.minutes(5);
    alarmOn(this, "Dropped", {
      words: "The scheduler gave up calls of scheduled work, after retries. The next run takes it up.",
      metric: this.group.metricDropped({ period, statistic: "Sum" }),
      threshold: 1,
      alarms,
    });
    alarmOn(this, "Untold", {
      words:
        "The scheduler gave up a call and could not put it into the queue: nothing says which run it was.",
      metric: this.group.metricFailedToBeSentToDLQ(undefined, { period, statistic: "Sum" }),
      threshold: 1,
      alarms,
    });
  }

  /**
   * Calls the function at its rate, with the time of the schedule, however late the call is. A run that is older than the
   * next one is not tried again: the next one does its work.
   */
  call(name: string, tick: Tick, handler: Function): void {
    const { summary, everyMinutes } = tick;
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
    this.watch(name, tick, handler);
  }

  /** A function that is not called has no errors: what stands still has to be told of by its silence. */
  private watch(name: string, { everyMinutes, failure }: Tick, handler: Function): void {
    const period = Duration.minutes(Math.max(everyMinutes * RUNS_MISSED, SOONEST_MINUTES));
    alarmOn(this, `${name}-stopped`, {
      words: `Nothing has called ${name} for ${period.toMinutes()} minutes. ${failure}`,
      metric: handler.metricInvocations({ period }),
      threshold: 1,
      isTooLittle: true,
      silence: TreatMissingData.BREACHING,
      alarms: this.alarms,
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
