import { CfnOutput, RemovalPolicy, Stack } from "aws-cdk-lib";
import { EventBus } from "aws-cdk-lib/aws-events";
import type { EventPattern } from "aws-cdk-lib/aws-events";
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  DkimIdentity,
  EasyDkimSigningKeyLength,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
  SuppressionReasons,
} from "aws-cdk-lib/aws-ses";
import { Construct } from "constructs";
import type { Settings } from "./settings.ts";

/** Names that are the same in every stack and region: so no stack has to export them. */
export const domainOf = ({ mailSender }: Settings): string => mailSender.slice(mailSender.indexOf("@") + 1);
export const configurationSetOf = ({ stage }: Settings): string => `convoca-${stage}`;

/** Whether mail leaves from another region than all else is in. */
export const isMailElsewhere = ({ region, mailRegion }: Settings): boolean =>
  mailRegion !== undefined && mailRegion !== region;

/**
 * What follows from: a notice was delivered, came back, was complained of or not taken. Nothing follows from the others: that
 * a mail was sent is on record by the answer that SES gave, and that it is delayed ends in one of these.
 */
const events = [
  EmailSendingEvent.DELIVERY,
  EmailSendingEvent.BOUNCE,
  EmailSendingEvent.COMPLAINT,
  EmailSendingEvent.REJECT,
];

/** What EventBridge is told by SES of our mail; the account may send other mail. */
export function mailEvents(source: string, settings: Settings): EventPattern {
  if (source !== "aws.ses")
    throw new Error(`The chart listens to ${source}, and what of it is ours is not known.`);
  return {
    source: [source],
    detail: { mail: { tags: { "ses:configuration-set": [configurationSetOf(settings)] } } },
  };
}

/** The domain that mail comes from, how it is sent, and where SES says what became of it. */
export class Mail extends Construct {
  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id);
    const configurationSet = new ConfigurationSet(this, "Sending", {
      configurationSetName: configurationSetOf(settings),
      // A notice names people: a server that takes it in the clear gets none, it bounces and goes on paper.
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      reputationMetrics: true,
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });
    configurationSet.addEventDestination("Events", {
      destination: EventDestination.eventBus(EventBus.fromEventBusName(this, "Bus", "default")), // SES takes no other
      events,
    });
    const identity = new EmailIdentity(this, "Domain", {
      identity: Identity.domain(domainOf(settings)),
      configurationSet, // also for mail that names none
      dkimIdentity: DkimIdentity.easyDkim(EasyDkimSigningKeyLength.RSA_2048_BIT),
      feedbackForwarding: false, // bounces come as events; as mail they would quote the notice to the sender's mailbox
    });
    // A new identity has new DKIM keys, and its domain's DNS is in other hands.
    identity.applyRemovalPolicy(settings.keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY);
    for (const [at, { name, value }] of identity.dkimRecords.entries())
      new CfnOutput(Stack.of(this), `MailDns${at + 1}`, {
        value: `${name} CNAME ${value}`,
        description: "Belongs into the DNS of the mail domain: SES sends nothing before",
      });
  }
}
