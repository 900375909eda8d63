import { ticks } from "../../lib/api.ts";
import { lambdaContext } from "../../lib/local/functions.ts";
import type { Functions } from "../../lib/local/functions.ts";
import { sesEvents } from "../../lib/local/ses-events.ts";
import type { Stage } from "./stage.ts";

/** What became of a call that came to nothing: how many messages the queues have by their names, and how many calls failed. */
export interface Outcome {
  readonly failed: number;
  readonly queues: Readonly<Record<string, number>>;
}

const context = () => lambdaContext(60_000);

function outcomeOf({ inside }: Stage, results: readonly PromiseSettledResult<unknown>[]): Outcome {
  const queues = [...inside.house.queues].map(([arn, messages]) => {
    const { path } = inside.house.deployment.one("AWS::SQS::Queue", (queue) => queue.arn() === arn);
    return [path.split("/").slice(2, -2).join("/"), messages.length] as const;
  });
  return {
    failed: results.filter(({ status }) => status === "rejected").length,
    queues: Object.fromEntries(queues),
  };
}

const tickAll = ({ ticks: handlers }: Functions): Promise<PromiseSettledResult<unknown>[]> =>
  Promise.allSettled(
    (Object.keys(ticks) as (keyof typeof ticks)[]).map((name) =>
      handlers[name]({ scheduledTime: "2016-01-11T09:00:00Z" }, context()),
    ),
  );

/** Everything is called, some mail having left, while every call to AWS is refused: functions fail, again and again. */
export async function whileAllFails(stage: Stage): Promise<Outcome> {
  const { functions } = stage.machine;
  stage.inside.cloud.down = true;
  const record = {
    eventName: "INSERT" as const,
    dynamodb: { SequenceNumber: "1", Keys: { pk: { S: "OUTBOX#vilanova" }, sk: { S: "x#1#s#mail#notice" } } },
  };
  const [mail] = stage.machine.sink.mails();
  const event = mail && sesEvents(mail, "delivery")[0];
  if (!event) throw new Error("There is no mail yet of which something could become known.");
  const results = await Promise.allSettled([
    ...functions.streams.map(({ handler }) => handler({ Records: [record] }, context())),
    ...functions.listeners.map(({ handler }) => handler(event, context())),
  ]);
  const ofTicks = await tickAll(functions);
  stage.inside.cloud.down = false;
  return outcomeOf(stage, [...ofTicks, ...results]);
}

/** Every schedule calls its function, and none is there. */
export async function whileNobodyIsThere(stage: Stage): Promise<Outcome> {
  for (const lambda of stage.inside.house.lambdas) lambda.isGone = true;
  const results = await tickAll(stage.machine.functions);
  for (const lambda of stage.inside.house.lambdas) lambda.isGone = false;
  return outcomeOf(stage, results);
}
