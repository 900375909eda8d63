import { applyCalendar } from "../lib/calendars/apply.ts";
import { calendarTicks } from "../lib/calendars/routes.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { tick } from "../lib/platform/tick.ts";

export const service = tick(calendarTicks["apply-calendars"], { calendar: applyCalendar });
export const handler = onLambda(service);
