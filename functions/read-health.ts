import { getBodyHealth } from "../lib/health/operations.ts";
import { health } from "../lib/health/routes.ts";
import { reads } from "../lib/platform/contract.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { serve } from "../lib/platform/serve.ts";

export const service = serve(reads(health), { getBodyHealth });
export const handler = onLambda(service);
