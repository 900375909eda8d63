import { Duration } from "aws-cdk-lib";
import type { IAlarmAction } from "aws-cdk-lib/aws-cloudwatch";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { EventSourceMapping, FilterCriteria, FilterRule, StartingPosition } from "aws-cdk-lib/aws-lambda";
import type { Function } from "aws-cdk-lib/aws-lambda";
import { Construct } from "constructs";
import type { Stream } from "../lib/platform/contract.ts";
import { families, tableDefinition } from "../lib/table.ts";
import type { Family } from "../lib/table.ts";
import { acknowledgeListing } from "./acknowledgements.ts";
import { alarmOn } from "./alarm.ts";
import { DeadLetters } from "./dead-letters.ts";
import type { ServiceTable } from "./restored-table.ts";

const LATE = Duration.minutes(5);

/**
 * How a batch is read. What the stream gives up is not lost: whoever writes into a family that is read from here leaves a
 * timer, too. So a bad record may not hold up the others for the day that a stream keeps it.
 */
const reading = {
  // From the oldest: LATEST skips what is written while the mapping is made, and what is done already is known by its item.
  startingPosition: StartingPosition.TRIM_HORIZON,
  batchSize: 50,
  // A town's entries share a partition key, which is never read twice at once; and the function itself works on several.
  parallelizationFactor: 1,
  reportBatchItemFailures: true, // only what failed comes again
  bisectBatchOnError: true, // where all of it failed, by a crash or a time-out: half, then half of that
  retryAttempts: 5,
  maxRecordAge: Duration.hours(1), // also where the function cannot be called at all
} as const;

export interface StreamSourceProps {
  readonly table: ServiceTable;
  readonly stream: Stream;
  readonly handler: Function;
  readonly alarms: IAlarmAction;
}

/** Calls a function with the keys of what is written in its families; what is removed, and all else, never reaches it. */
export class StreamSource extends Construct {
  readonly givenUp: DeadLetters;

  constructor(scope: Construct, id: string, { table, stream, handler, alarms }: StreamSourceProps) {
    super(scope, id);
    const { tableStreamArn } = table;
    if (tableStreamArn === undefined) throw new Error("The table has no stream.");
    this.givenUp = new DeadLetters(
      this,
      "GivenUp",
      `The stream gave up some of what was written, after retries. ${stream.failure}`,
      alarms,
    );
    handler.addToRolePolicy(
      new PolicyStatement({
        actions: ["DescribeStream", "GetRecords", "GetShardIterator"].map((action) => `dynamodb:${action}`),
        resources: [tableStreamArn],
      }),
    );
    // Of no resource: on the stream alone it would be refused, and Lambda asks for it when the mapping is made.
    handler.addToRolePolicy(new PolicyStatement({ actions: ["dynamodb:ListStreams"], resources: ["*"] }));
    acknowledgeListing(handler.role ?? handler);
    new EventSourceMapping(this, "Mapping", {
      ...reading,
      target: handler,
      eventSourceArn: tableStreamArn,
      filters: [writesIn(stream.families)],
      onFailure: this.givenUp.ofStream,
    });
    alarmOn(this, "Late", {
      words: `The stream is read more than ${LATE.toMinutes()} minutes late. ${stream.failure}`,
      metric: handler.metric("IteratorAge", { statistic: "Maximum", period: LATE }),
      threshold: LATE.toMilliseconds(),
      alarms,
    });
  }
}

/** By key and kind of event, which is all that the stream carries. */
const writesIn = (touched: readonly Family[]): Record<string, unknown> =>
  FilterCriteria.filter({
    eventName: FilterRule.or("INSERT", "MODIFY"),
    dynamodb: { Keys: { [tableDefinition.partitionKey]: { S: touched.map(leadingOf) } } },
  });

/** As in the grants: a leading part that ends in "#" stands for what follows it; any other is the whole key. */
function leadingOf(family: Family): string | { readonly prefix: string } {
  const { leading, index }: { readonly leading: string; readonly index?: string } = families[family];
  if (index) throw new Error(`The chart reads ${family} from the stream, which ${index} has none of.`);
  return leading.endsWith("#") ? { prefix: leading } : leading;
}
