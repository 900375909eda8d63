import type { StoredFullSession } from "../sessions/model.ts";
import type { SessionStatus } from "../sessions/states.ts";
import { endOf } from "../sessions/time.ts";
import { parseInstant } from "../platform/zone.ts";
import type { Stay } from "./lock.ts";

const RELEASING: readonly SessionStatus[] = ["cancelled", "lapsed", "not-held"];

/**
 * The room that a session is to hold, and for how long: without a duration, to the end of its local day. Null: none. A
 * proposed one holds its room, too: the secretary may decide to keep it.
 */
export function stayOf(session: StoredFullSession): Stay | null {
  const { place, startUtc, gone, status } = session;
  const from = parseInstant(startUtc ?? "");
  if (place?.place === undefined || from === null || gone || RELEASING.includes(status)) return null;
  return { place: place.place, from, to: endOf(session) };
}
