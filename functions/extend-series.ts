import { ticks } from "../lib/api.ts";
import { extendSeries } from "../lib/series/extend.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { tick } from "../lib/platform/tick.ts";

export const service = tick(ticks["extend-series"], extendSeries);
export const handler = onLambda(service);
