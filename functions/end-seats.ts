import { onLambda } from "../lib/platform/environment.ts";
import { tick } from "../lib/platform/tick.ts";
import { endSeat } from "../lib/seats/end.ts";
import { seatTicks } from "../lib/seats/routes.ts";

export const service = tick(seatTicks["end-seats"], { seat: endSeat });
export const handler = onLambda(service);
