import { getSeat, listSeats } from "../lib/seats/operations.ts";
import { seats } from "../lib/seats/routes.ts";
import { reads } from "../lib/platform/contract.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { serve } from "../lib/platform/serve.ts";

export const service = serve(reads(seats), { getSeat, listSeats });
export const handler = onLambda(service);
