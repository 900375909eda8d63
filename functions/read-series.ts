import { getSeries, listSeries } from "../lib/series/operations.ts";
import { series } from "../lib/series/routes.ts";
import { previewRecurrence } from "../lib/series/preview.ts";
import { reads } from "../lib/platform/contract.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { serve } from "../lib/platform/serve.ts";

export const service = serve(reads(series), { getSeries, listSeries, previewRecurrence });
export const handler = onLambda(service);
