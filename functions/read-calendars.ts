import { getLayer, getTownCalendar } from "../lib/calendars/operations.ts";
import { calendars } from "../lib/calendars/routes.ts";
import { reads } from "../lib/platform/contract.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { serve } from "../lib/platform/serve.ts";

export const service = serve(reads(calendars), { getLayer, getTownCalendar });
export const handler = onLambda(service);
