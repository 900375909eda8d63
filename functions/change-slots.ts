import { cancelBooking, markNoShow, putBooking, swapSlots } from "../lib/slots/operations.ts";
import { slots } from "../lib/slots/routes.ts";
import { changes } from "../lib/platform/contract.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { serve } from "../lib/platform/serve.ts";

export const service = serve(changes(slots), { cancelBooking, markNoShow, putBooking, swapSlots });
export const handler = onLambda(service);
