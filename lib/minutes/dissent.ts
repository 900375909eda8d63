import { secretariat } from "../bodies/offices.ts";
import { daysAfter, holidaysOf } from "../calendars/holidays.ts";
import { loadLayers } from "../calendars/store.ts";
import { Refusal } from "../errors.ts";
import type { RuleValue } from "../law/rule-model.ts";
import { ruleIn } from "../meetings/rule.ts";
import { allVotes, loadMeeting } from "../meetings/store.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import { civilDate, dayOfCivil } from "../platform/civil.ts";
import type { Operation } from "../platform/contract.ts";
import type { Table } from "../platform/dynamo.ts";
import { inLanguage } from "../platform/shapes.ts";
import { holds } from "../platform/validity.ts";
import { civilOf, endOfDay, formatInstant, parseInstant } from "../platform/zone.ts";
import { loadSeat } from "../seats/store.ts";
import type { StoredFullSession } from "../sessions/model.ts";
import { loadSession } from "../sessions/store.ts";
import type { Opinion } from "./member-model.ts";
import type { minutes } from "./routes.ts";
import { inBrackets } from "./rule.ts";
import { findOpinion, putOpinion as put } from "./store.ts";

/**
 * A member who dissents gives their written opinion, which is joined to the minutes (Ley 40/2015, 19.5; Llei 26/2010, 20.2);
 * it may be rewritten within the term. 409 where the rules foresee none, before the session is closed, and after the term, with
 * its last moment.
 */
export const putOpinion: Operation<(typeof minutes)["putOpinion"]> = async (
  { path, body: input },
  context,
) => {
  const { municipality, session: id, seat: seatId } = path;
  const { table, now, commit, permit, allows } = context;
  const session = await loadSession(table, municipality, id);
  const place = { municipality, body: session.body };
  const isTheirs = await allows(["member"], { ...place, seat: seatId });
  if (!isTheirs) await permit(secretariat, place);
  const [town, seat, { meeting }, before] = await Promise.all([
    loadMunicipality(table, municipality, "eventually"),
    loadSeat(table, municipality, session.body, seatId),
    loadMeeting(table, municipality, id),
    findOpinion(table, municipality, id, seatId),
  ]);
  const closedAt = parseInstant(meeting?.closedAt ?? "");
  if (session.status !== "held" || !meeting || closedAt === null)
    throw new Refusal(
      "wrong-state",
      `Who dissents writes once the session is held; it is ${session.status}.`,
    );
  const rule = ruleIn(meeting.rules, "dissent");
  if (!rule)
    throw new Refusal("wrong-state", "The rules of this body foresee no written opinion of who dissents.");
  if (holds(seat, meeting.day) === "no")
    throw new Refusal(
      "wrong-state",
      "Whoever holds this seat now did not hold it on the day of the session.",
    );
  await mayDissent(table, session, seatId);
  if (!isTheirs && before?.by === "member")
    throw new Refusal("wrong-state", "The member wrote it over their own sign-in: only they rewrite it.");
  const { limit, provisional } = await lastMoment(table, rule.value, closedAt, session.timeZone, town.areas);
  const until = formatInstant(limit);
  if (now > limit)
    throw new Refusal("too-late", `A written opinion could be given until ${until}${inBrackets(rule)}.`);
  const opinion: Opinion = {
    municipality,
    session: id,
    seat: seatId,
    tenure: seat.tenure,
    role: seat.role,
    label: seat.label,
    text: inLanguage(town.language, input.text),
    access: input.access,
    at: formatInstant(now),
    by: isTheirs ? "member" : "secretary",
    until,
    provisional,
    version: (before?.version ?? 0) + 1,
  };
  return commit({ status: 200, body: opinion }, [put(opinion)], { session: id, seat: seatId });
};

/** Who dissents was there with a vote, and did not vote yes wherever they voted by name (Ley 40/2015, 17.6 and 19.5). */
async function mayDissent(
  table: Table,
  { municipality, id }: StoredFullSession,
  seat: string,
): Promise<void> {
  const [{ attendance }, votes] = await Promise.all([
    loadMeeting(table, municipality, id),
    allVotes(table, municipality, id),
  ]);
  const own = attendance.find((each) => each.seat === seat);
  const hasCome = own?.presence === "present" || own?.presence === "left";
  if (!own?.vote || !hasCome)
    throw new Refusal("wrong-state", "Who dissents was there and had a vote; this seat did not.");
  const named = votes.flatMap(({ ballots, about }) =>
    about === "matter" ? ballots.filter((each) => each.seat === seat) : [],
  );
  const isUnnamed = votes.some(({ method }) => method !== "named") || votes.length === 0;
  if (!isUnnamed && named.every(({ ballot }) => ballot === "yes"))
    throw new Refusal(
      "wrong-state",
      "They voted yes to all that was voted by name: there is nothing to dissent from.",
    );
}

const HOUR = 3_600_000;
const SECOND = 1000;

/**
 * The last moment of a term that begins with the end of a session, in milliseconds. Days are working days (Ley 39/2015, 30.2),
 * counted from the next one (30.3), to the end of the last [R]; hours are those of the clock, as for a notice (Llei 26/2010) [R].
 */
async function lastMoment(
  table: Table,
  { n, unit }: RuleValue<"dissent">,
  closedAt: number,
  zone: string,
  areas: readonly string[],
): Promise<{ limit: number; provisional: boolean }> {
  if (unit === "hours") return { limit: closedAt + n * HOUR, provisional: false };
  const day = dayOfCivil(civilOf(closedAt, zone));
  const first = civilDate(day).year;
  const layers = await loadLayers(table, areas, [first, first + 1]);
  const last = daysAfter(day, n, holidaysOf(layers));
  const counted = layers.filter(({ year, confirmed }) => confirmed && year <= civilDate(last).year).length;
  const needed = areas.length * (civilDate(last).year - first + 1);
  return { limit: endOfDay(last, zone) - SECOND, provisional: counted < needed || areas.length === 0 };
}
