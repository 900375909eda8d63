import { firstDayWithout } from "../bodies/ending.ts";
import type { StoredBody } from "../bodies/model.ts";
import type { StoredSeries } from "./model.ts";

/** A series as its body leaves it: dissolved, it gives nothing from that day on, before the series itself says so. */
export function within(series: StoredSeries, body: Pick<StoredBody, "dissolved"> | null): StoredSeries {
  const without = body && firstDayWithout(body);
  if (without === null || (series.stoppedOn !== null && series.stoppedOn <= without)) return series;
  return { ...series, stoppedOn: without };
}

/** The same for readers: as it will be rewritten, so that what they keep of it is out of date. */
export function honoured(series: StoredSeries, body: Pick<StoredBody, "dissolved"> | null): StoredSeries {
  const stopped = within(series, body);
  return stopped === series ? series : { ...stopped, version: series.version + 1 };
}
