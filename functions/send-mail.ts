import { outboxStreams } from "../lib/outbox/routes.ts";
import { sendEntry } from "../lib/outbox/send.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { keysFromEnvironment } from "../lib/platform/secrets.ts";
import { sesFromEnvironment } from "../lib/platform/ses.ts";
import { stream } from "../lib/platform/stream.ts";

export const service = stream(outboxStreams["send-mail"], sendEntry);
export const handler = onLambda(service, { mail: sesFromEnvironment, keys: keysFromEnvironment });
