import { Duration } from "aws-cdk-lib";
import { Dashboard, GraphWidget, PeriodOverride, TextWidget } from "aws-cdk-lib/aws-cloudwatch";
import type { Construct } from "constructs";
import { sectionsOf } from "./dashboard-sections.ts";
import type { Shown } from "./dashboard-sections.ts";

const WIDTH = 24; // columns of a dashboard
const TEXT_WIDTH = 6;
const HEIGHT = 6;
/** The one page that says how the service does, from the reader to the table, with what is usual beside each part. */
export function dashboard(scope: Construct, shown: Shown): void {
  const page = new Dashboard(scope, "Dashboard", {
    dashboardName: `convoca-${shown.settings.stage}`,
    defaultInterval: Duration.days(1),
    periodOverride: PeriodOverride.INHERIT, // sums of an hour are drawn as such
  });
  for (const { title, normal, graphs } of sectionsOf(shown)) {
    const titles = Object.entries(graphs);
    const width = Math.floor((WIDTH - TEXT_WIDTH) / titles.length);
    page.addWidgets(
      new TextWidget({
        markdown: `## ${title}\n\n${normal}\n\nWhat to do: docs/operations.md, “${title}”.`,
        width: TEXT_WIDTH,
        height: HEIGHT,
      }),
      ...titles.map(
        ([heading, metrics]) =>
          new GraphWidget({
            title: heading,
            left: [...metrics],
            width,
            height: HEIGHT,
            leftYAxis: { min: 0 },
          }),
      ),
    );
  }
}
