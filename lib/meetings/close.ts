import { secretariat } from "../bodies/offices.ts";
import { badInput, Refusal } from "../errors.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import type { Operation } from "../platform/contract.ts";
import { inLanguage } from "../platform/shapes.ts";
import { formatInstant, parseInstant } from "../platform/zone.ts";
import type { StoredFullSession } from "../sessions/model.ts";
import { saveChanged } from "../sessions/save.ts";
import { go } from "../sessions/states.ts";
import type { TransitionName } from "../sessions/states.ts";
import { loadSession } from "../sessions/store.ts";
import { groundOf } from "./ground.ts";
import type { Meeting } from "./model.ts";
import { officesNow } from "./preside.ts";
import { atThisCall, quorumNow } from "./quorum.ts";
import type { ClosingInput } from "./routes-model.ts";
import type { meetings } from "./routes.ts";
import { shownMeeting } from "./show.ts";
import { loadMeeting, putMeeting } from "./store.ts";

/** Ends a session; or puts on record that it was not held, with the cause (ROF 109.2); or what was left unrecorded. */
export const closeMeeting: Operation<(typeof meetings)["closeMeeting"]> = async (
  { path, body: input },
  context,
) => {
  const { table, now, permit, commit } = context;
  const { municipality, session: id } = path;
  const [town, before] = await Promise.all([
    loadMunicipality(table, municipality),
    loadSession(table, municipality, id),
  ]);
  await permit(secretariat, { municipality, body: before.body });
  const { meeting: found, attendance: all } = await loadMeeting(table, municipality, id);
  const status = go(before.status, wayOf(before, found, input));
  if (before.status === "convened") mustBeFailed(before, now);
  const ground = await groundOf(table, before, found, now);
  const attendance = atThisCall(all, before, ground, now);
  const session: StoredFullSession = {
    ...before,
    status,
    // A session that was not held leaves people's calendars.
    sequence: before.sequence + (status === "not-held" ? 1 : 0),
    version: before.version + 1,
    touched: true,
    updatedAt: formatInstant(now),
  };
  const offices = officesNow(ground, attendance);
  const quorum = quorumNow(ground, attendance, session, offices, now);
  if (before.status === "convened" && input.cause === "no-quorum" && quorum.reached)
    throw new Refusal(
      "wrong-state",
      `There is a quorum: ${quorum.formula["en"] ?? ""}. Open it, or say another cause.`,
    );
  const meeting: Meeting = {
    ...ground,
    calls: status === "not-held" && input.cause === "no-quorum" ? failed(ground, quorum, now) : ground.calls,
    closedAt: endedAt(before, ground, input, now),
    cause: input.cause ?? null,
    notes: inLanguage(town.language, input.notes),
    version: ground.version + 1,
  };
  return commit(
    {
      status: 200,
      body: { session, meeting: shownMeeting(meeting), quorum: { ...quorum, calls: meeting.calls } },
    },
    [...saveChanged(before, session, town.timeZone), putMeeting(meeting, found?.version ?? null)],
    { session: id, status },
  );
};

/** When it ended: as it is stated, else now; of what nobody recorded on its day, nobody knows. */
function endedAt(
  { status, startUtc }: StoredFullSession,
  { openedAt }: Meeting,
  { at }: ClosingInput,
  now: number,
): string | null {
  if (at === undefined) return isOfThePast(status) ? null : formatInstant(now);
  const from = openedAt ?? startUtc;
  if ((parseInstant(at) ?? 0) > now) throw badInput([["$.at", "must not be ahead"]]);
  if (from !== null && at < from) throw badInput([["$.at", `must not be before it began: ${from}`]]);
  return at;
}

const isOfThePast = (status: StoredFullSession["status"]): boolean =>
  status === "unrecorded" || status === "held" || status === "not-held";

/** What was taken in as held may be told more of, once: there is no record of it yet. */
function wayOf(
  { status }: StoredFullSession,
  found: Meeting | null,
  { outcome }: ClosingInput,
): TransitionName {
  if (status === "unrecorded" || (isOfThePast(status) && found === null))
    return outcome === "held" ? "recordHeld" : "recordNotHeld";
  return outcome === "held" ? "close" : "fail";
}

/** That a session could not be held is known when its last call was. */
function mustBeFailed({ start, startUtc, secondCall }: StoredFullSession, now: number): void {
  const last = secondCall ?? { start, startUtc };
  if ((parseInstant(last.startUtc ?? "") ?? Infinity) > now)
    throw new Refusal(
      "wrong-state",
      `Its ${secondCall ? "second call" : "hour"} is at ${last.start}: until then it may still be held.`,
    );
}

/** The calls with the last one failed; of the first nobody may have said anything. */
export function failed(
  { calls }: Pick<Meeting, "calls">,
  { call, present, needed }: Pick<ReturnType<typeof quorumNow>, "call" | "present" | "needed">,
  now: number,
): Meeting["calls"] {
  const at = formatInstant(now);
  const lacks = (n: 1 | 2): boolean => calls.every((each) => each.n !== n);
  const none = { outcome: "no-quorum" as const, at };
  return [
    ...calls,
    ...(call === 2 && lacks(1) ? [{ n: 1 as const, ...none, present: null, needed: null }] : []),
    ...(lacks(call) ? [{ n: call, ...none, present, needed }] : []),
  ];
}
