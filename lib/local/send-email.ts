import type { IncomingMessage } from "node:http";
import * as z from "zod";
import type { Envelope } from "./caught-mails.ts";

/** What SES refuses with BadRequestException. */
export class BadCall extends Error {}

const MOST_BYTES = 40_000_000; // what SES takes
const base64Length = (bytes: number): number => Math.ceil(bytes / 3) * 4;
const ENVELOPE_BYTES = 100_000;

/** SendEmail of SES v2, as far as we call it; anything else in it would be dropped unseen, and is refused. */
const SendEmail = z.strictObject({
  FromEmailAddress: z.string().regex(/@/),
  Destination: z.strictObject({ ToAddresses: z.tuple([z.string().regex(/^[^\s@]+@[^\s@]+$/)]) }),
  Content: z.strictObject({ Raw: z.strictObject({ Data: z.string().min(1) }) }),
  ConfigurationSetName: z.string().optional(),
  EmailTags: z
    .array(
      z.strictObject({
        Name: z.string().regex(/^[\w-]{1,256}$/),
        Value: z.string().regex(/^[\w-]{1,256}$/),
      }),
    )
    .default([]),
});

/** The mail in a request. Throws `BadCall` where SES would not take it. */
export async function readSendEmail(
  request: IncomingMessage,
): Promise<Omit<Envelope, "messageId" | "at"> & { readonly raw: Uint8Array }> {
  const { error, data } = SendEmail.safeParse(await bodyOf(request));
  if (error)
    throw new BadCall(error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; "));
  const { FromEmailAddress, Destination, Content, ConfigurationSetName, EmailTags } = data;
  return {
    from: FromEmailAddress,
    to: Destination.ToAddresses[0],
    tags: Object.fromEntries(EmailTags.map(({ Name, Value }) => [Name, Value])),
    configurationSet: ConfigurationSetName ?? null,
    raw: new Uint8Array(Buffer.from(Content.Raw.Data, "base64")),
  };
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > base64Length(MOST_BYTES) + ENVELOPE_BYTES)
      throw new BadCall("Message length exceeds the limit.");
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch {
    throw new BadCall("The body is not JSON.");
  }
}
