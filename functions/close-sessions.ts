import { callAgain } from "../lib/meetings/second-call.ts";
import { closeSession } from "../lib/sessions/close.ts";
import { sessionTicks } from "../lib/sessions/routes.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { tick } from "../lib/platform/tick.ts";

export const service = tick(sessionTicks["close-sessions"], {
  "second-call": callAgain,
  close: closeSession,
});
export const handler = onLambda(service);
