import { extendSeries } from "../lib/series/extend.ts";
import { seriesTicks } from "../lib/series/routes.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { tick } from "../lib/platform/tick.ts";

export const service = tick(seriesTicks["extend-series"], { extend: extendSeries });
export const handler = onLambda(service);
