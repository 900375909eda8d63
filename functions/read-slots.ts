import { getBooking, listSlots } from "../lib/slots/operations.ts";
import { slots } from "../lib/slots/routes.ts";
import { reads } from "../lib/platform/contract.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { serve } from "../lib/platform/serve.ts";

export const service = serve(reads(slots), { getBooking, listSlots });
export const handler = onLambda(service);
