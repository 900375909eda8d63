import { createSeries, updateSeries } from "../lib/series/operations.ts";
import { series } from "../lib/series/routes.ts";
import { changes } from "../lib/platform/contract.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { serve } from "../lib/platform/serve.ts";

export const service = serve(changes(series), { createSeries, updateSeries });
export const handler = onLambda(service);
