import { addMonths, dayOfCivil, formatDate } from "../platform/civil.ts";
import { civilOf } from "../platform/zone.ts";

/** How far a feed looks back: a subscriber keeps a year of what was, and the answer stays bounded. */
const MONTHS_BACK = 12;
/** A town's next years at most: an answer of a Lambda holds 6 MB. A body's own feed reaches farther. */
export const MOST_SHOWN = 5_000;

/** The first day that a feed shows. */
export const firstDayShown = (now: number, timeZone: string): string =>
  formatDate(addMonths(dayOfCivil(civilOf(now, timeZone)), -MONTHS_BACK));
