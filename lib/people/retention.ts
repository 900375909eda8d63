import { daysOf, addMonths } from "../platform/civil.ts";
import type { Retention } from "../municipalities/model.ts";
import { endsBy } from "../platform/validity.ts";
import type { Sitting } from "../platform/sitting.ts";
import { formatInstant, startOfDay } from "../platform/zone.ts";
import type { z } from "zod";

/** The instant at which a record that was last needed on a day ("2021-06-30", "2021") has been kept long enough. */
export const forgottenAt = (
  lastNeeded: string,
  { people }: z.output<typeof Retention>,
  timeZone: string,
): string => formatInstant(startOfDay(addMonths(daysOf(lastNeeded).last, people), timeZone));

/** The last day on which a person was needed: that of their last seat, or of their being taken in. */
export const lastNeededOn = (recorded: string, sittings: readonly Sitting[]): string =>
  sittings.reduce((last, { until }) => (until === null || endsBy(until, last) ? last : until), recorded);
