import { Alarm, ComparisonOperator, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import type { IAlarmAction, IMetric } from "aws-cdk-lib/aws-cloudwatch";
import type { Construct } from "constructs";

export interface Watched {
  /** What users notice, in words: the alarm's description. */
  readonly words: string;
  readonly metric: IMetric;
  /** From here on. */
  readonly threshold: number;
  /** That less than the threshold is at fault, not the threshold and more. */
  readonly isTooLittle?: boolean;
  /** For how many periods on end: one, unless said otherwise. */
  readonly periods?: number;
  readonly alarms: IAlarmAction;
  /** What a time without figures means: that all is well, unless said otherwise. */
  readonly silence?: TreatMissingData;
}

/** Tells the operator that a figure is wrong, and again when that is over. */
export function alarmOn(scope: Construct, id: string, watched: Watched): void {
  const { words, metric, threshold, isTooLittle, periods = 1, alarms, silence } = watched;
  const alarm = new Alarm(scope, id, {
    alarmDescription: words,
    metric,
    threshold,
    evaluationPeriods: periods,
    comparisonOperator: isTooLittle
      ? ComparisonOperator.LESS_THAN_THRESHOLD
      : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: silence ?? TreatMissingData.NOT_BREACHING,
  });
  alarm.addAlarmAction(alarms);
  alarm.addOkAction(alarms);
}
