import { Duration } from "aws-cdk-lib";
import type { IAlarmAction } from "aws-cdk-lib/aws-cloudwatch";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { acknowledge } from "./acknowledgements.ts";
import { alarmOn } from "./alarm.ts";

/** Keeps what was tried and came to nothing, so that it can be looked at and replayed, and says so. */
export class DeadLetters extends Construct {
  readonly queue: Queue;

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
}
