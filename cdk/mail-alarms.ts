import { Duration } from "aws-cdk-lib";
import { Metric, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import type { IAlarmAction } from "aws-cdk-lib/aws-cloudwatch";
import type { Construct } from "constructs";
import { alarmOn } from "./alarm.ts";

/** From where SES looks into an account; it pauses one at 10 % and 0.5 % (SES Developer Guide, sending review FAQs). */
const reviewed = [
  {
    id: "Bounces",
    metricName: "Reputation.BounceRate",
    threshold: 0.05,
    words: "Five in a hundred mails come back: addresses are out of date.",
  },
  {
    id: "Complaints",
    metricName: "Reputation.ComplaintRate",
    threshold: 0.001,
    words: "One in a thousand mails is reported as unwanted.",
  },
] as const;

/**
 * The rates of the whole account in this region, by which SES judges it, whoever in the account sends. Without a new
 * figure the last one holds: SES gives none while little is sent.
 */
export function watchReputation(scope: Construct, alarms: IAlarmAction): void {
  for (const { id, metricName, threshold, words } of reviewed)
    alarmOn(scope, id, {
      words: `${words} If it goes on, the mail service stops sending for us, and members are not told of sessions.`,
      metric: new Metric({
        namespace: "AWS/SES",
        metricName,
        statistic: "Average",
        period: Duration.hours(1),
      }),
      threshold,
      alarms,
      silence: TreatMissingData.IGNORE,
    });
}
