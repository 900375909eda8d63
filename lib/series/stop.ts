import { firstDayWithout } from "../bodies/ending.ts";
import type { StoredBody } from "../bodies/model.ts";
import type { StoredSeries } from "./model.ts";

/** A series as its body leaves it: dissolved, it gives nothing from that day on, before the series itself says so. */
export function within(series: StoredSeries, body: Pick<StoredBody, "dissolved"> | null): StoredSeries {
  const without = body && firstDayWithout(body);
  if (without === null || (series.stoppedOn !== null && series.stoppedOn <= without)) return series;
  return { ...series, stoppedOn: without };
}
