import { putLayer } from "../lib/calendars/operations.ts";
import { calendars } from "../lib/calendars/routes.ts";
import { changes } from "../lib/platform/contract.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { serve } from "../lib/platform/serve.ts";

export const service = serve(changes(calendars), { putLayer });
export const handler = onLambda(service);
