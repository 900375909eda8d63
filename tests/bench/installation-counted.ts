import type { synthesised } from "../support/stacks.ts";
import type { Counted } from "./cost-model.ts";

/** What an installation holds and pays for, whether it is used or not. Alarms are billed by the metrics that they look at. */
export function countInstallation(stacks: ReturnType<typeof synthesised>): Counted["installation"] {
  const { data, service, mail } = stacks;
  const all = (type: string) => [data, service, ...(mail ? [mail] : [])].flatMap((stack) => stack.all(type));
  const metrics = all("AWS::CloudWatch::Alarm").map(({ Properties }) => {
    const looked = (Properties["Metrics"] ?? []) as readonly object[];
    return Math.max(1, looked.filter((each) => "MetricStat" in each).length);
  });
  return {
    alarmMetrics: metrics.reduce((sum, each) => sum + each, 0),
    dashboards: all("AWS::CloudWatch::Dashboard").length,
    keys: all("AWS::KMS::Key").length,
    secrets: all("AWS::SecretsManager::Secret").length,
  };
}
