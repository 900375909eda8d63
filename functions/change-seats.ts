import { createSeat, putSubstitutes, updateSeat } from "../lib/seats/operations.ts";
import { seats } from "../lib/seats/routes.ts";
import { changes } from "../lib/platform/contract.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { serve } from "../lib/platform/serve.ts";

export const service = serve(changes(seats), { createSeat, putSubstitutes, updateSeat });
export const handler = onLambda(service);
