import type { StoredFullSession } from "../sessions/model.ts";
import type { SessionStatus } from "../sessions/states.ts";
import { endOf, startUtcOf } from "../sessions/time.ts";
import { formatInstant, parseInstant } from "../platform/zone.ts";
import type { Stay } from "./lock.ts";
import type { Use } from "./model.ts";
import type { Room } from "./room-model.ts";

const RELEASING: readonly SessionStatus[] = ["cancelled", "lapsed", "not-held"];

/**
 * The room that a session is to hold, and for how long: without a duration, to the end of its local day. Null: none. A
 * proposed one holds its room, too: the secretary may decide to keep it.
 */
export function stayOf(session: StoredFullSession): Stay | null {
  const { place, startUtc, gone, status } = session;
  const from = parseInstant(startUtc ?? "");
  if (place?.place === undefined || from === null || gone || RELEASING.includes(status)) return null;
  return { place: place.place, from, to: Math.max(endOf(session), secondEnd(session)) };
}

/** A second call of the same day keeps the room; one of another day holds none by itself: the secretary takes it by a use. */
function secondEnd(session: StoredFullSession): number {
  const { secondCall, status, start } = session;
  if (secondCall === null || secondCall.start.slice(0, 10) !== start.slice(0, 10)) return 0;
  if (status !== "convened" && status !== "open") return 0;
  return endOf({ ...session, start: secondCall.start, startUtc: secondCall.startUtc });
}

/** What a use that is no session holds. */
export function stayOfUse({
  place,
  start,
  timeZone,
  duration,
}: Pick<Use, "place" | "start" | "timeZone" | "duration">): Stay {
  const startUtc = startUtcOf(start, timeZone);
  return {
    place,
    from: parseInstant(startUtc ?? "") ?? 0,
    to: endOf({ start, startUtc, timeZone, duration }),
  };
}

/** Whether a session holds what it should. */
export const isHeld = (room: Room | null, stay: Stay | null): boolean =>
  stay === null
    ? room === null
    : room !== null &&
      room.held &&
      room.place === stay.place &&
      room.from === formatInstant(stay.from) &&
      room.to === formatInstant(stay.to);
