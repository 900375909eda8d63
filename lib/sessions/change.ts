import { isDeepStrictEqual } from "node:util";
import type { z } from "zod";
import { secretariat } from "../bodies/offices.ts";
import { loadBody, mustStillAct } from "../bodies/store.ts";
import { holidaysAround } from "../calendars/store.ts";
import { takeBack } from "../convocations/take-back.ts";
import { lookTimer } from "../convocations/timers.ts";
import { Refusal } from "../errors.ts";
import { isRecorded } from "../meetings/store.ts";
import type { Municipality } from "../municipalities/model.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import { holdRoom, shownPlace } from "../places/hold.ts";
import { whileRaced } from "../places/lock.ts";
import { findRoom } from "../places/room-store.ts";
import { daysOf } from "../platform/civil.ts";
import type { Asked, Context, Route } from "../platform/contract.ts";
import { mustMatch } from "../platform/http.ts";
import { setTimer } from "../platform/timers.ts";
import { parseInstant } from "../platform/zone.ts";
import { keepBooked } from "../slots/keep.ts";
import { mustBeAlive } from "./alive.ts";
import type { PlannedSession } from "./clash-model.ts";
import { clashesOf } from "./clashes.ts";
import type { StoredFullSession } from "./model.ts";
import { reviseSession } from "./revise.ts";
import type { SessionChange } from "./revise.ts";
import type { sessions } from "./routes.ts";
import { saveChanged } from "./save.ts";
import { go } from "./states.ts";
import type { TransitionName } from "./states.ts";
import { loadSession } from "./store.ts";

interface Changed {
  readonly status: 200;
  readonly body: z.input<typeof PlannedSession>;
}

/** A session that members came to is not called off: it is held, or it is not. */
function mustNotHaveBegun({ status, startUtc }: StoredFullSession, now: number): void {
  if (status === "convened" && (parseInstant(startUtc ?? "") ?? Infinity) <= now)
    throw new Refusal("wrong-state", "It has begun: record whether it was held.");
}

const told = ({ title, start, duration, place, kind }: StoredFullSession) => [
  title,
  start,
  duration,
  place,
  kind,
];

/** What members were told is changed by telling them: a new version, with its own deadline. */
function mustNotConcernMembers(before: StoredFullSession, after: StoredFullSession): void {
  const isTold = !isDeepStrictEqual(told(before), told(after));
  if (before.status === "convened" && isTold)
    throw new Refusal(
      "wrong-state",
      "Members are convened to it: say what changes in POST …/convocations, and they are told.",
    );
}

/** What was opened and closed is on record as it was: its minutes and certificates say so. */
async function mustNotRewrite(
  { table }: Pick<Context, "table">,
  before: StoredFullSession,
  after: StoredFullSession,
): Promise<void> {
  const isOver = before.status === "held" || before.status === "not-held";
  if (!isOver || isDeepStrictEqual(told(before), told(after))) return;
  if (await isRecorded(table, before.municipality, before.id))
    throw new Refusal(
      "wrong-state",
      "How it was held is on record: what is wrong in it is corrected in the minutes.",
    );
}

/** A session that was cancelled and comes back, or was proposed and is held, is expected anew. */
const isPlannedAnew = (before: StoredFullSession, after: StoredFullSession): boolean =>
  after.status === "planned" && before.status !== "planned";

/** One session, one transition, one commit: what every change by hand has in common. */
export async function change(
  { path, ifMatch, caller }: Asked<Route & Pick<(typeof sessions)["updateSession"], "path">>,
  context: Context,
  transition: TransitionName,
  changing: (before: StoredFullSession, town: Municipality) => SessionChange | Promise<SessionChange>,
): Promise<Changed> {
  const { table, now, commit, permit } = context;
  const [town, before] = await Promise.all([
    loadMunicipality(table, path.municipality),
    loadSession(table, path.municipality, path.session),
  ]);
  await permit(secretariat, { municipality: town.id, body: before.body });
  mustMatch(ifMatch, before.version);
  const status = go(before.status, transition);
  const changes = { status, ...(await changing(before, town)) };
  const { first, last } = daysOf(changes.start ?? before.start);
  const holidays = await holidaysAround(table, town.areas, { from: first, to: last });
  const revised = reviseSession(before, changes, holidays, now);
  const room = before.place?.place === undefined ? null : await findRoom(table, before);
  if (revised === before)
    return { status: 200, body: { ...before, place: shownPlace(before.place, room), clashes: [] } };
  if (transition === "edit") mustNotConcernMembers(before, revised);
  if (transition === "edit") await mustNotRewrite(context, before, revised);
  if (transition === "cancel") mustNotHaveBegun(before, now);
  const taken = transition === "cancel" || transition === "skip" ? { by: caller?.id ?? "", now } : null;
  const { session: after, writes } = taken
    ? await takeBack(context, before, revised, taken)
    : { session: revised, writes: [] };
  const body = await loadBody(table, town.id, after.body);
  mustBeAlive(body, after);
  const isNewTime = after.start !== before.start || after.duration !== before.duration;
  const clashes = isNewTime || isPlannedAnew(before, after) ? await clashesOf(table, after, body) : [];
  const kept = await keepBooked(table, before, after);
  return whileRaced(async () => {
    const held = await holdRoom(context, town, before, after);
    return commit(
      { status: 200, body: { ...after, place: held.place, clashes } },
      [
        ...saveChanged(before, after, town.timeZone, held.writes),
        ...kept,
        ...writes,
        // Another kind of session, another notice.
        ...(after.kind === before.kind ? [] : [setTimer(lookTimer(after, now))]),
        mustStillAct(body),
      ],
      {
        session: after.id,
        version: after.version,
        status: after.status,
        start: after.start,
      },
    );
  });
}
