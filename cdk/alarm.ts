import { Alarm, ComparisonOperator, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import type { IAlarmAction, IMetric } from "aws-cdk-lib/aws-cloudwatch";
import type { Construct } from "constructs";

export interface Watched {
  /** What users notice, in words: the alarm's description. */
  readonly words: string;
  readonly metric: IMetric;
  /** From here on. */
  readonly threshold: number;
  readonly alarms: IAlarmAction;
  /** What a time without figures means: that all is well, unless said otherwise. */
  readonly silence?: TreatMissingData;
}

/** Tells the operator that a figure is too high, and again when that is over. */
export function alarmOn(scope: Construct, id: string, watched: Watched): void {
  const { words, metric, threshold, alarms, silence = TreatMissingData.NOT_BREACHING } = watched;
  const alarm = new Alarm(scope, id, {
    alarmDescription: words,
    metric,
    threshold,
    evaluationPeriods: 1,
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: silence,
  });
  alarm.addAlarmAction(alarms);
  alarm.addOkAction(alarms);
}
