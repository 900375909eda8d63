import type { Timer } from "../platform/timers.ts";
import { formatInstant } from "../platform/zone.ts";

/** Look which room a session holds, and make it what it should hold. */
export const roomsTimer = (town: string, session: string, due: number): Timer => ({
  kind: "rooms",
  due: formatInstant(due),
  reference: [town, session],
  detail: {},
});
