import { Duration } from "aws-cdk-lib";
import type { IAlarmAction } from "aws-cdk-lib/aws-cloudwatch";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { IDestination, IEventSourceDlq, IFunction } from "aws-cdk-lib/aws-lambda";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { acknowledge } from "./acknowledgements.ts";
import { alarmOn } from "./alarm.ts";

/** Keeps what was tried and came to nothing, so that it can be looked at and replayed, and says so. */
export class DeadLetters extends Construct {
  readonly queue: Queue;
  /**
   * For what a function was called for and could not do. CDK's own destinations would also let it look up the queue's
   * attributes and address, which nobody does.
   */
  readonly ofCalls: IDestination = { bind: (_scope, handler) => this.from(handler) };
  /** For what a function on a stream gave up. */
  readonly ofStream: IEventSourceDlq = { bind: (_mapping, handler) => this.from(handler) };

  constructor(scope: Construct, id: string, words: string, alarms: IAlarmAction) {
    super(scope, id);
    this.queue = new Queue(this, "Queue", {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14), // the longest there is
    });
    acknowledge(this.queue, "AwsSolutions-SQS3", "Serverless-SQSRedrivePolicy");
    const metric = this.queue.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(5) });
    alarmOn(this, "Alarm", { words, metric, threshold: 1, alarms });
  }

  private from(handler: IFunction): { readonly destination: string } {
    const { queueArn: destination } = this.queue;
    handler.addToRolePolicy(new PolicyStatement({ actions: ["sqs:SendMessage"], resources: [destination] }));
    return { destination };
  }
}
