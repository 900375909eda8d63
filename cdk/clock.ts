import { Duration, Stack } from "aws-cdk-lib";
import { Alarm, ComparisonOperator, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import type { IAlarmAction } from "aws-cdk-lib/aws-cloudwatch";
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { EventInvokeConfigOptions, IFunction } from "aws-cdk-lib/aws-lambda";
import { SqsDestination } from "aws-cdk-lib/aws-lambda-destinations";
import {
  ContextAttribute,
  Schedule,
  ScheduleExpression,
  ScheduleGroup,
  ScheduleTargetInput,
} from "aws-cdk-lib/aws-scheduler";
import { LambdaInvoke } from "aws-cdk-lib/aws-scheduler-targets";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import type { Tick } from "../lib/platform/contract.ts";
import { acknowledge } from "./acknowledgements.ts";

const MOST_RETRIES = 2;

const allow = (action: string, resource: string): PolicyStatement =>
  new PolicyStatement({ actions: [action], resources: [resource] });

/** Calls the scheduled functions, and keeps the calls that came to nothing so that they can be replayed. */
export class Clock extends Construct {
  private readonly missed: Queue;
  private readonly group: ScheduleGroup;

  constructor(scope: Construct, id: string, alarms: IAlarmAction) {
    super(scope, id);
    this.group = new ScheduleGroup(this, "Group");
    this.missed = new Queue(this, "Missed", {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14), // the longest there is
    });
    acknowledge(this.missed, "AwsSolutions-SQS3", "Serverless-SQSRedrivePolicy");
    const alarm = new Alarm(this, "Alarm", {
      alarmDescription:
        "Scheduled work was called for and not done, after retries. The next run takes it up; the queue says which run it was.",
      metric: this.missed.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(5) }),
      threshold: 1,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(alarms);
    alarm.addOkAction(alarms);
  }

  /**
   * How Lambda treats a failed run: the scheduler's call is asynchronous, so its own retries end at the hand-over.
   * A run that is older than the next one is not tried again: the next one does its work.
   */
  afterFailure({ everyMinutes }: Tick): EventInvokeConfigOptions {
    return {
      retryAttempts: MOST_RETRIES,
      maxEventAge: Duration.minutes(everyMinutes),
      onFailure: new SqsDestination(this.missed),
    };
  }

  /** Calls the function at its rate, with the time of the schedule, however late the call is. */
  call(name: string, { summary, everyMinutes }: Tick, handler: IFunction): void {
    const target = new LambdaInvoke(handler, {
      // Would the target write the policy, it would include every version of the function.
      role: this.roleFor(name, handler).withoutPolicyUpdates(),
      deadLetterQueue: this.missed,
      retryAttempts: MOST_RETRIES,
      maxEventAge: Duration.minutes(everyMinutes),
      input: ScheduleTargetInput.fromObject({ scheduledTime: ContextAttribute.scheduledTime }),
    });
    new Schedule(this, name, {
      schedule: ScheduleExpression.rate(Duration.minutes(everyMinutes)),
      scheduleGroup: this.group,
      description: summary,
      target,
    });
  }

  private roleFor(name: string, handler: IFunction): Role {
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
            allow("sqs:SendMessage", this.missed.queueArn),
          ],
        }),
      },
    });
  }
}
