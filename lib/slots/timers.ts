import type { Timer } from "../platform/timers.ts";
import { formatInstant } from "../platform/zone.ts";

/** Look at whoever booked a slot of a session, or at one booking of it: whom to tell what, and whom to forget. */
export const bookingsTimer = (
  of: readonly [town: string, session: string, code?: string],
  due: number,
): Timer => ({
  kind: "bookings",
  due: formatInstant(due),
  reference: of.filter((each) => each !== undefined),
  detail: {},
});
