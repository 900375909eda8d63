import { loadMunicipality } from "../municipalities/store.ts";
import { carryOut, commit } from "../platform/commit.ts";
import type { Platform } from "../platform/platform.ts";
import { takeTimer } from "../platform/timers.ts";
import type { Work } from "../platform/tick.ts";
import { parseInstant } from "../platform/zone.ts";
import type { StoredFullSession } from "../sessions/model.ts";
import { findSession } from "../sessions/store.ts";
import { secondCallTimer } from "../sessions/timers.ts";
import { failed } from "./close.ts";
import { groundOf } from "./ground.ts";
import type { Meeting } from "./model.ts";
import { officesNow } from "./preside.ts";
import { atThisCall, quorumNow } from "./quorum.ts";
import { loadMeeting, putMeeting } from "./store.ts";

/**
 * The hour of the second call: where who came to the first is on record and was not enough, that goes on record, too (ROF
 * 90.2, 135.1). From here on the second call's quorum counts, whether this ran or not.
 */
export const callAgain: Work = async (timer, platform) => {
  const [town = "", id = ""] = timer.reference;
  const session = await findSession(platform.table, town, id);
  const isUp = session !== null && secondCallTimer(session)?.due === timer.due;
  // While a town is being imported, who came may still be missing: as long as the town is, this waits.
  if (isUp) await loadMunicipality(platform.table, town);
  const first = isUp ? await failedCall(platform, session, "first") : null;
  if (!first) return carryOut(platform.table, [takeTimer(timer)]);
  const deed = { realm: town, by: "tick", operation: "callAgain", about: { session: id, call: 1 } };
  return commit(platform, deed, [putMeeting(first.meeting, first.versionRead), takeTimer(timer)]);
};

/** The record of a session whose call failed, by those who are on record as having come; null where nobody recorded anything. */
export async function failedCall(
  { table, clock }: Pick<Platform, "table" | "clock">,
  session: StoredFullSession,
  which: "first" | "last",
): Promise<{ readonly meeting: Meeting; readonly versionRead: number | null } | null> {
  const { meeting: found, attendance: all } = await loadMeeting(table, session.municipality, session.id);
  const second = parseInstant(session.secondCall?.startUtc ?? "");
  // Counted as it stood a moment before the second call; at the end of the day, by the last one.
  const at = which === "first" && second !== null ? second - 1 : clock();
  const attendance = atThisCall(all, session, found, at);
  // Nobody recorded anything of the last call, nor of the first: then nobody can say.
  if (attendance.length === 0 && (which === "first" || all.length === 0)) return null;
  const ground = await groundOf(table, session, found, at);
  const quorum = quorumNow(ground, attendance, session, officesNow(ground, attendance), at);
  if (quorum.reached !== false) return null;
  const meeting: Meeting = { ...ground, calls: failed(ground, quorum, clock()), version: ground.version + 1 };
  return { meeting, versionRead: found?.version ?? null };
}
