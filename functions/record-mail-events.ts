import { recordMailEvent } from "../lib/outbox/mail-events.ts";
import { outboxListeners } from "../lib/outbox/routes.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { listen } from "../lib/platform/listener.ts";
import { keysFromEnvironment } from "../lib/platform/secrets.ts";

export const service = listen(outboxListeners["record-mail-events"], recordMailEvent);
export const handler = onLambda(service, { keys: keysFromEnvironment });
