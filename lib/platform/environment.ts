import { randomUUID } from "node:crypto";
import * as z from "zod";
import { awsCall } from "./aws.ts";
import { placeFromEnvironment } from "./aws-environment.ts";
import { dynamoCalls } from "./dynamo-calls.ts";
import { dynamoTable } from "./dynamo.ts";
import type { Files } from "./files.ts";
import type { Keys } from "./key-ring.ts";
import { remoteKeySet } from "./key-set.ts";
import { jsonLines } from "./log.ts";
import type { Mailer } from "./mail.ts";
import { noFiles, noKeys, noMail } from "./not-used.ts";
import type { Platform } from "./platform.ts";
import { tokenVerifier } from "./tokens.ts";

/** What a function finds in its environment; the service stack sets these names. */
const Environment = z.object({
  TABLE_NAME: z.string().min(1),
  TOKEN_ISSUER: z.url(),
  TOKEN_KEYS_URL: z.url(),
  TOKEN_AUDIENCE: z.string().min(1),
});

/** What a function finds besides, if it makes links, and if mail leaves it. */
const LinkEnvironment = z.object({ PUBLIC_URL: z.url() });
const MailEnvironment = z.object({ MAIL_SENDER: z.email() });

/**
 * What an entry file hands over for a chart entry that `uses` it: `sesFromEnvironment`, `keysFromEnvironment`,
 * `filesFromEnvironment`. They are not imported here, so that only the functions that need them carry the clients in their bundles.
 */
export interface Using {
  readonly mail?: () => Mailer;
  readonly keys?: () => Keys;
  readonly files?: () => Files;
}

/** One call is tried again through bursts of throttling, and never hangs: all well within an HTTP API's 30 seconds. */
export const storePatience = { tries: 6, milliseconds: 4_000 } as const;

function fromEnvironment({ mail, keys, files }: Using): Platform {
  const { TABLE_NAME, TOKEN_ISSUER, TOKEN_KEYS_URL, TOKEN_AUDIENCE } = Environment.parse(process.env);
  const makesLinks = mail !== undefined || keys !== undefined;
  const { PUBLIC_URL } = makesLinks ? LinkEnvironment.parse(process.env) : { PUBLIC_URL: "" };
  const { MAIL_SENDER } = mail ? MailEnvironment.parse(process.env) : { MAIL_SENDER: "" };
  const calls = dynamoCalls(awsCall({ ...placeFromEnvironment("dynamodb", "DYNAMODB"), ...storePatience }));
  const keySet = remoteKeySet({ url: new URL(TOKEN_KEYS_URL), clock: Date.now });
  return {
    table: dynamoTable({ calls, name: TABLE_NAME, random: Math.random }),
    clock: Date.now,
    newId: randomUUID,
    random: Math.random,
    verify: tokenVerifier({ keySet, issuer: TOKEN_ISSUER, audience: TOKEN_AUDIENCE, clock: Date.now }),
    log: jsonLines,
    publicUrl: PUBLIC_URL.replace(/\/+$/, ""),
    mail: mail?.() ?? noMail,
    sender: MAIL_SENDER,
    keys: keys?.() ?? noKeys,
    files: files?.() ?? noFiles,
  };
}

/** The Lambda of a service: its platform is made from the environment at the first invocation, then kept. */
export function onLambda<Handler extends (event: never, context: never) => Promise<unknown>>(
  service: (platform: Platform) => Handler,
  using: Using = {},
): Handler {
  let handler: Handler | undefined;
  return ((event, context) => (handler ??= service(fromEnvironment(using)))(event, context)) as Handler;
}
