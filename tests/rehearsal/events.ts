import type { DynamoDBBatchResponse, DynamoDBRecord } from "aws-lambda";
import type { OnEvents, OnStream } from "../../lib/local/functions.ts";
import type { ServiceEvent } from "../../lib/platform/listener.ts";
import type { TickHandler, TickReport } from "../../lib/platform/tick.ts";
import type { Resource } from "./assembly.ts";
import { NotAllowed } from "./house.ts";
import type { House } from "./house.ts";
import { NotThere } from "./lambda.ts";
import type { Lambda } from "./lambda.ts";
import { matches } from "./patterns.ts";
import type { Pattern } from "./patterns.ts";

/** What calls functions beside the interface, as the templates have it: EventBridge Scheduler, the stream, EventBridge. */

interface Destination {
  readonly DestinationConfig?: { readonly OnFailure?: { readonly Destination?: string } };
}
interface Bounds {
  readonly MaximumRetryAttempts?: number;
}

/** An asynchronous call: again after a failure, as often as is set; then what failed goes to its destination, by the function's role. */
async function called(house: House, lambda: Lambda, event: unknown): Promise<unknown> {
  const config = house.deployment
    .all("AWS::Lambda::EventInvokeConfig")
    .find(({ properties }) => properties["FunctionName"] === lambda.ref);
  const { MaximumRetryAttempts: more = 2, DestinationConfig } = (config?.properties ?? {}) as Bounds &
    Destination;
  for (let tries = 0; ; tries++)
    try {
      return await lambda.invoke(event);
    } catch (error) {
      if (error instanceof NotThere) throw error;
      if (tries < more) continue;
      const destination = DestinationConfig?.OnFailure?.Destination;
      if (destination !== undefined) await house.send(lambda.roleArn, destination, event);
      throw error;
    }
}

interface Target {
  readonly Arn: string;
  readonly RoleArn: string;
  readonly Input: string;
  readonly DeadLetterConfig?: { readonly Arn: string };
}

/** Called as its schedule calls it: with what the schedule's input says, by the schedule's role. */
export function scheduled(house: House, name: string): TickHandler {
  const found = house.deployment
    .all("AWS::Scheduler::Schedule")
    .filter(({ path }) => path.endsWith(`/Clock/${name}/Resource`));
  return async ({ scheduledTime = "" }) => {
    const [schedule] = found;
    if (!schedule || schedule.properties["State"] !== "ENABLED")
      throw new Error(`No schedule calls ${name}.`);
    const target = schedule.properties["Target"] as unknown as Target;
    const event = JSON.parse(target.Input.replace("<aws.scheduler.scheduled-time>", scheduledTime)) as object;
    try {
      await house.mustBeAllowed(target.RoleArn, "lambda:InvokeFunction", target.Arn);
      return (await called(house, house.lambda(target.Arn), event)) as TickReport;
    } catch (error) {
      const isCalled = !(error instanceof NotThere) && !(error instanceof NotAllowed);
      if (!isCalled && target.DeadLetterConfig)
        await house.send(target.RoleArn, target.DeadLetterConfig.Arn, event);
      throw error;
    }
  };
}

const STREAM_READING = ["DescribeStream", "GetRecords", "GetShardIterator"];

interface Mapping extends Destination {
  readonly FunctionName: string;
  readonly EventSourceArn: string;
  readonly BatchSize: number;
  readonly BisectBatchOnFunctionError: boolean;
  readonly MaximumRetryAttempts: number;
  readonly FilterCriteria: { readonly Filters: readonly { readonly Pattern: string }[] };
}

/** A function on the stream: what its mapping lets through, in batches, tried again and halved as it says. */
export function onStream(house: House, { properties }: Resource): OnStream {
  const mapping = properties as unknown as Mapping;
  const lambda = house.lambdaOf(mapping.FunctionName);
  const patterns = mapping.FilterCriteria.Filters.map(({ Pattern: text }) => JSON.parse(text) as Pattern);

  async function deliver(records: readonly DynamoDBRecord[], tries: number): Promise<void> {
    if (records.length === 0) return;
    const answer = await lambda.invoke({ Records: records }).catch(() => null);
    if (answer === null && records.length > 1 && mapping.BisectBatchOnFunctionError) {
      const middle = Math.ceil(records.length / 2);
      await deliver(records.slice(0, middle), tries);
      return deliver(records.slice(middle), tries);
    }
    const rest = answer === null ? records : fromFirstFailed(records, answer as DynamoDBBatchResponse);
    if (rest.length === 0) return;
    if (tries < mapping.MaximumRetryAttempts) return deliver(rest, tries + 1);
    const queue = mapping.DestinationConfig?.OnFailure?.Destination;
    if (queue !== undefined) await house.send(lambda.roleArn, queue, { records: rest.length });
  }

  return {
    lets: (record) => patterns.some((pattern) => matches(pattern, record)),
    async handler({ Records }) {
      for (const action of STREAM_READING)
        await house.mustBeAllowed(lambda.roleArn, `dynamodb:${action}`, mapping.EventSourceArn);
      // Lambda asks for it when the mapping is made; it is of no stream (Service Authorization Reference)
      await house.mustBeAllowed(lambda.roleArn, "dynamodb:ListStreams", "*");
      for (let i = 0; i < Records.length; i += mapping.BatchSize)
        await deliver(Records.slice(i, i + mapping.BatchSize), 0);
      return { batchItemFailures: [] };
    },
  };
}

function fromFirstFailed(
  records: readonly DynamoDBRecord[],
  { batchItemFailures }: DynamoDBBatchResponse,
): readonly DynamoDBRecord[] {
  const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
  const first = records.findIndex(({ dynamodb }) => failed.has(dynamodb?.SequenceNumber ?? ""));
  return first < 0 ? [] : records.slice(first);
}

interface RuleTarget {
  readonly Arn: string;
  readonly DeadLetterConfig?: { readonly Arn: string };
}

/** A function that EventBridge tells what its rule matches. */
export function onEvents(house: House, rule: Resource): readonly OnEvents[] {
  const targets = (rule.properties["Targets"] ?? []) as unknown as readonly RuleTarget[];
  const pattern = rule.properties["EventPattern"] as unknown as Pattern;
  return targets.map(({ Arn }) => ({
    hears: (event: ServiceEvent) => matches(pattern, event),
    async handler(event: ServiceEvent) {
      house.mustBePermitted(Arn, "events.amazonaws.com", rule.arn());
      await called(house, house.lambda(Arn), event);
    },
  }));
}
