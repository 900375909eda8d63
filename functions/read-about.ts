import { getHealth, getOpenApi } from "../lib/about/operations.ts";
import { about } from "../lib/about/routes.ts";
import { reads } from "../lib/platform/contract.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { serve } from "../lib/platform/serve.ts";

export const service = serve(reads(about), { getHealth, getOpenApi });
export const handler = onLambda(service);
