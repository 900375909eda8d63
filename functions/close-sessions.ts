import { ticks } from "../lib/api.ts";
import { closeSession } from "../lib/sessions/close.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { tick } from "../lib/platform/tick.ts";

export const service = tick(ticks["close-sessions"], closeSession);
export const handler = onLambda(service);
