import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { ServiceEvent } from "../platform/listener.ts";
import { caughtMails } from "./caught-mails.ts";
import type { CaughtMail } from "./caught-mails.ts";
import { inboxAnswer } from "./inbox-page.ts";
import { misfortune, sesErrors } from "./mail-faults.ts";
import type { MailFaults, SesError } from "./mail-faults.ts";
import { BadCall, readSendEmail } from "./send-email.ts";
import { sesEvents } from "./ses-events.ts";

export interface MailSinkSettings {
  /** Where mails are kept; null: in memory. */
  readonly folder: string | null;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** From 0 up to, not including, 1. */
  readonly random: () => number;
  /** 0, or none: any that is free. */
  readonly port?: number;
}

/** Is told what became of a mail, as a function on EventBridge is. */
export type EventListener = (event: ServiceEvent) => Promise<void>;

/** Amazon SES as far as we use it, on loopback: takes every mail and sends none. */
export interface MailSink {
  /** SES's endpoint for the client, and the inbox for a browser. */
  readonly url: string;
  /** The oldest first. */
  mails(): readonly CaughtMail[];
  /** How it lets its callers down from now on, in place of what was set before. */
  faults(setting: MailFaults): void;
  onEvent(listener: EventListener): void;
  /** Tells the listeners what became of mails, oldest first; gives the number of events. */
  drainEvents(): Promise<number>;
  /** Forgets all mails and events. */
  clear(): void;
  close(): Promise<void>;
}

const SEND_EMAIL = "/v2/email/outbound-emails";

export async function startMailSink({
  folder,
  clock,
  random,
  port = 0,
}: MailSinkSettings): Promise<MailSink> {
  const caught = caughtMails(folder);
  const pending: ServiceEvent[] = [];
  const listeners: EventListener[] = [];
  let luck = misfortune({}, random);

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { raw, ...envelope } = await readSendEmail(request);
    const mishap = luck.mishap();
    if (mishap === "unverified")
      return refuse(response, "MessageRejected", `Email address is not verified: ${envelope.from}`);
    if (mishap !== null && mishap in sesErrors) return refuse(response, mishap as SesError);
    const mail = caught.keep({ ...envelope, messageId: messageId(random), at: clock() }, raw);
    pending.push(...sesEvents(mail, luck.fateOf(mail.to)));
    if (mishap === "silent") return;
    if (mishap === "answer-lost") response.destroy();
    else json(response, 200, { MessageId: mail.messageId });
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (error instanceof BadCall) refuse(response, "BadRequestException", error.message);
      else refuse(response, "InternalServiceErrorException");
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method, url = "/", headers } = request;
    // Not by a page of elsewhere whose name leads here
    if (!/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(headers.host ?? "") || headers.origin !== undefined)
      return json(response, 403, { message: "Only this machine asks here." });
    if (method === "POST" && url === SEND_EMAIL) return take(request, response);
    if (method !== "GET") return json(response, 404, { message: "This sink only takes SendEmail." });
    const { statusCode, headers: ours, body } = await inboxAnswer(url, caught.all());
    response.writeHead(statusCode, ours).end(body);
  }

  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : port}`,
    mails: () => [...caught.all()],
    faults: (setting) => (luck = misfortune(setting, random)),
    onEvent: (listener) => listeners.push(listener),
    async drainEvents() {
      let count = 0;
      for (let event = pending.shift(); event; event = pending.shift(), count++)
        for (const listener of listeners) await listener(event);
      return count;
    },
    clear() {
      caught.clear();
      pending.length = 0;
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** Looks like one of SES's. */
function messageId(random: () => number): string {
  const hex = (digits: number): string =>
    Array.from({ length: digits }, () => Math.floor(random() * 16).toString(16)).join("");
  return `0107${hex(12)}-${hex(8)}-${hex(4)}-${hex(4)}-${hex(4)}-${hex(12)}-000000`;
}

/** An error as the protocol has it (AWS restJson1): its name is in a header. */
function refuse(response: ServerResponse, name: SesError, message: string = sesErrors[name][1]): void {
  json(response, sesErrors[name][0], { message }, { "x-amzn-errortype": name });
}

const json = (response: ServerResponse, status: number, body: object, headers = {}): void => {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
};
