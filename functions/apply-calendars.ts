import { ticks } from "../lib/api.ts";
import { applyCalendar } from "../lib/calendars/apply.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { tick } from "../lib/platform/tick.ts";

export const service = tick(ticks["apply-calendars"], applyCalendar);
export const handler = onLambda(service);
