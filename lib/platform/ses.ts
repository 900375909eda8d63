import * as z from "zod";
import { awsCall } from "./aws.ts";
import type { AwsCall } from "./aws.ts";
import { placeFromEnvironment } from "./aws-environment.ts";
import { MailDelayed, MailRefused } from "./mail.ts";
import type { Mailer } from "./mail.ts";

/**
 * One try, and an end to waiting: the outbox tries again at its own pace. A try of the client's own, after a mail was
 * taken and the answer lost, would send it twice in a second.
 */
export const mailPatience = { tries: 1, milliseconds: 10_000 } as const;

/**
 * What is wrong with this one mail, whenever it comes. All else passes: a throttle, a daily quota, a pause, an account
 * under review, a domain that is not verified yet are the account's, and nobody's notice may be given up for them.
 */
const OF_THE_MAIL: ReadonlySet<string> = new Set(["BadRequestException", "MessageRejected"]);

/** MessageRejected stands for a sender or an account that is not set up, too. Only its text tells. */
const OF_THE_ACCOUNT = /not verified|suspended|paused/i;

export interface SesSettings {
  /** To SES, version 2 of its interface. */
  readonly call: AwsCall;
  /** The one that publishes what becomes of mail. */
  readonly configurationSet: string;
}

/** Mail by way of Amazon SES: raw, each to exactly one recipient. */
export const sesMailer = ({ call, configurationSet }: SesSettings): Mailer => ({
  async send({ from, to, raw, tags }) {
    const body = JSON.stringify({
      FromEmailAddress: from,
      Destination: { ToAddresses: [to] },
      Content: { Raw: { Data: Buffer.from(raw).toString("base64") } },
      EmailTags: Object.entries(tags).map(([Name, Value]) => ({ Name, Value })),
      ConfigurationSetName: configurationSet,
    });
    const headers = { "content-type": "application/json" };
    const answer = await call({ method: "POST", path: "/v2/email/outbound-emails", headers, body }).catch(
      (error: unknown) => {
        throw asOurs(error);
      },
    );
    const messageId = idIn(answer.body);
    if (messageId === undefined) throw new MailDelayed("SES gave no id");
    return { messageId };
  },
});

const Taken = z.object({ MessageId: z.string().min(1) });

function idIn(body: string): string | undefined {
  try {
    return Taken.safeParse(JSON.parse(body)).data?.MessageId;
  } catch {
    return undefined;
  }
}

/** The failure by its name alone: what SES says in words may quote the address. */
function asOurs(error: unknown): MailRefused | MailDelayed {
  const { name = "Error", code, message = "" } = error as { name?: string; code?: string; message?: string };
  const isOfTheMail = OF_THE_MAIL.has(name) && !OF_THE_ACCOUNT.test(message);
  return isOfTheMail ? new MailRefused(`SES: ${name}`) : new MailDelayed(`SES: ${code ?? name}`);
}

const Environment = z.object({
  /** SES is not in every region, and its quotas are by region. */
  MAIL_REGION: z.string().min(1),
  MAIL_CONFIGURATION_SET: z.string().min(1),
});

/** For `onLambda`, in the entry files of functions whose chart entry uses mail: the others do not bundle the client. */
export function sesFromEnvironment(): Mailer {
  const { MAIL_REGION, MAIL_CONFIGURATION_SET } = Environment.parse(process.env);
  const place = placeFromEnvironment("ses", "SESV2", { host: "email", region: MAIL_REGION });
  return sesMailer({
    call: awsCall({ ...place, ...mailPatience }),
    configurationSet: MAIL_CONFIGURATION_SET,
  });
}
