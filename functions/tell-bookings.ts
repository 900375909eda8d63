import { slotTicks } from "../lib/slots/routes.ts";
import { tellBookings } from "../lib/slots/tell.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { tick } from "../lib/platform/tick.ts";

export const service = tick(slotTicks["tell-bookings"], { bookings: tellBookings });
export const handler = onLambda(service);
