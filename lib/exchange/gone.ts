import { parseDate } from "../platform/civil.ts";
import { startOfDay } from "../platform/zone.ts";
import { horizonOf } from "../series/extend.ts";
import type { StoredSeries } from "../series/model.ts";
import { sessionIdOf } from "../series/plan.ts";

/** No horizon reaches further. */
export const MOST_MONTHS = 36;

/**
 * The ids that sessions of a series can have: one a day, from where it began to the furthest horizon that it may have
 * had. A session that is gone stands in no index, but its id is its date.
 */
export function* idsOfSeries(series: StoredSeries, now: number): Generator<string> {
  const settled = parseDate(series.generatedTo) ?? 0;
  const latest = Math.max(now, startOfDay(settled, series.timeZone));
  const last = horizonOf({ ...series, horizonMonths: MOST_MONTHS }, latest);
  for (let day = parseDate(series.generateFrom) ?? settled; day <= last; day++)
    yield sessionIdOf(series, day);
}
