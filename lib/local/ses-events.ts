import type { ServiceEvent } from "../platform/listener.ts";
import type { CaughtMail } from "./caught-mails.ts";
import type { Fate } from "./mail-faults.ts";

/** The events that SES publishes about a mail to EventBridge, in their order, as far as its reference has them. */
export function sesEvents(mail: CaughtMail, fate: Fate): ServiceEvent[] {
  const timestamp = new Date(mail.at).toISOString();
  const recipients = [{ emailAddress: mail.to }];
  const event = (name: string, eventType: string, what: object): ServiceEvent => ({
    source: "aws.ses",
    "detail-type": name,
    time: timestamp.replace(/\.\d+Z$/, "Z"),
    detail: { eventType, mail: mailOf(mail, timestamp), ...what },
  });
  const bounced = (bounceType: string, bounceSubType: string): ServiceEvent =>
    event("Email Bounced", "Bounce", {
      bounce: {
        bounceType,
        bounceSubType,
        bouncedRecipients: recipients,
        timestamp,
        feedbackId: mail.messageId,
      },
    });
  const delivered = event("Email Delivered", "Delivery", {
    delivery: { timestamp, recipients: [mail.to], processingTimeMillis: 1, smtpResponse: "250 ok" },
  });
  const complaint = event("Email Complaint Received", "Complaint", {
    complaint: { timestamp, complainedRecipients: recipients, feedbackId: mail.messageId },
  });
  return {
    delivery: [delivered],
    "permanent-bounce": [bounced("Permanent", "General")],
    "transient-bounce": [bounced("Transient", "MailboxFull")],
    complaint: [delivered, complaint],
    nothing: [],
  }[fate];
}

/** Tags come back as lists, with some of SES's own among them. */
const mailOf = ({ messageId, from, to, tags, configurationSet }: CaughtMail, timestamp: string) => ({
  messageId,
  timestamp,
  source: from,
  destination: [to],
  tags: {
    ...Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, [value]])),
    "ses:configuration-set": configurationSet === null ? [] : [configurationSet],
  },
});
