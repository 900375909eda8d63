import { Stack } from "aws-cdk-lib";
import type { StackProps } from "aws-cdk-lib";
import { EventBus, Rule } from "aws-cdk-lib/aws-events";
import { EventBus as ToBus } from "aws-cdk-lib/aws-events-targets";
import type { Construct } from "constructs";
import { listeners } from "../lib/api.ts";
import { AlarmTopic } from "./alarm-topic.ts";
import { DeadLetters } from "./dead-letters.ts";
import { watchReputation } from "./mail-alarms.ts";
import { Mail, mailEvents } from "./mail.ts";
import type { Settings } from "./settings.ts";

/**
 * Mail, where it leaves from another region than all else is in: not every region has SES. What becomes of it is told to the
 * main region's bus. An alarm can only tell a topic of its own region, so there is one here.
 */
export class MailStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    { settings, ...props }: StackProps & { readonly settings: Settings },
  ) {
    super(scope, id, {
      terminationProtection: settings.keepData,
      env: { ...props.env, ...(settings.mailRegion !== undefined && { region: settings.mailRegion }) },
    });
    const alarms = new AlarmTopic(this, "Alarms", settings.alarmEmail).action;
    new Mail(this, "Mail", settings);
    watchReputation(this, alarms);
    const main = mainBus(this, settings);
    for (const [name, { source, failure }] of Object.entries(listeners)) {
      const words = `Events did not reach the region that all else is in. ${failure}`;
      const { queue } = new DeadLetters(this, `${name}-undelivered`, words, alarms);
      new Rule(this, name, {
        description: "What SES says of our mail, to the region that all else is in",
        eventPattern: mailEvents(source, settings),
        targets: [new ToBus(main, { deadLetterQueue: queue })], // tried again for a day
      });
    }
  }
}

const mainBus = (stack: Stack, { region = stack.region }: Settings) =>
  EventBus.fromEventBusArn(
    stack,
    "MainBus",
    stack.formatArn({ service: "events", region, resource: "event-bus", resourceName: "default" }),
  );
