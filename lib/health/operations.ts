import { endingsOf } from "../bodies/ending.ts";
import { lifeOf } from "../bodies/show.ts";
import { faulty } from "../errors.ts";
import { minutesOf } from "../open-data/minutes.ts";
import { addMonths, daysOf, formatDate } from "../platform/civil.ts";
import type { Operation } from "../platform/contract.ts";
import type { Table } from "../platform/dynamo.ts";
import { holds } from "../platform/validity.ts";
import { dateAt } from "../platform/zone.ts";
import { honouring } from "../sessions/alive.ts";
import type { StoredSession } from "../sessions/model.ts";
import type { SessionStatus } from "../sessions/states.ts";
import { timelinePage } from "../sessions/store.ts";
import type { Timeline } from "../sessions/store.ts";
import { mayBeConvened, noticesOf, sessionsOf } from "./convening.ts";
import { agreementsStanding, minutesStanding } from "./follow-up.ts";
import type { Health } from "./model.ts";
import { periodicityOf, requiredBy } from "./periodicity.ts";
import type { health } from "./routes.ts";
import { seatsOn } from "./seats.ts";
import { firstCallsOf, followUpsOf, loadGround } from "./store.ts";

const MONTHS_BACK = 12;
/** A body that met more often in a year gets "too-many" where its sessions are counted. */
const MOST_SESSIONS = 200;
/** As far as the next session is looked for: a dozen may be cancelled before it. */
const MOST_AHEAD = 25;

/** Reads: the body's partition, its timeline behind and ahead, its lines to see to; batches of convocations and minutes. */
/** Twelve months before it there are still dates. */
const FIRST_DAY = "1000-01-01";

export const getBodyHealth: Operation<(typeof health)["getBodyHealth"]> = async (
  { path, query },
  { table, now },
) => {
  const { municipality: town, body: id } = path;
  const { body, rules: all, seats } = await loadGround(table, town, id, query.at !== undefined);
  const today = dateAt(now, body.timeZone);
  const at = query.at ?? today;
  if (at > today) throw faulty([{ in: "query", path: "$.at", message: `must not be after today, ${today}` }]);
  if (at < FIRST_DAY)
    throw faulty([{ in: "query", path: "$.at", message: `must not be before ${FIRST_DAY}` }]);
  const from = formatDate(addMonths(daysOf(at).first, -MONTHS_BACK));
  const timeline = { town, body: id };
  const [endings, page, lines, next] = await Promise.all([
    endingsOf(table, town),
    timelinePage(table, timeline, { from, to: at }, { limit: MOST_SESSIONS }),
    followUpsOf(table, town, id),
    nextFrom(table, timeline, at),
  ]);
  const sessions = page.items.map((session) => honouring(session, endings));
  const window = { from, at, all: sessions, isComplete: page.cursor === null };
  const held = sessions.filter(({ status }) => status === "held");
  const [calls, minutes] = await Promise.all([
    firstCallsOf(table, town, sessions.filter(mayBeConvened)),
    minutesOf(
      table,
      town,
      held.map((session) => session.id),
    ),
  ]);
  const rules = all.findLast((each) => each.from <= at) ?? null;
  const inForce = holds(lifeOf(body), at);
  const required = requiredBy(rules, inForce);
  return {
    status: 200,
    body: {
      municipality: town,
      body: id,
      at,
      from,
      inForce,
      profile: rules?.profile ?? null,
      periodicity: periodicityOf({ body, rules, required }, window, next && honouredNext(next, endings)),
      sessions: sessionsOf(window),
      notices: noticesOf(window, calls),
      minutes: minutesStanding({ window, rules, minutes, lines, today }),
      agreements: agreementsStanding(lines, today),
      seats: seatsOn(body, seats, at),
    },
  };
};

const TO_COME: readonly SessionStatus[] = ["proposed", "planned", "convened", "open"];

/** The next session that is still to be held, on a day or later; null where none is among the next two dozen. */
async function nextFrom(table: Table, timeline: Timeline, day: string): Promise<StoredSession | null> {
  const { items } = await timelinePage(table, timeline, { from: day }, { limit: MOST_AHEAD });
  return items.find(({ status }) => TO_COME.includes(status)) ?? null;
}

/** None where the body is being dissolved before it. */
function honouredNext(
  next: StoredSession,
  endings: Readonly<Record<string, string>>,
): Health["periodicity"]["next"] {
  const { id: session, start, status } = honouring(next, endings);
  return TO_COME.includes(status) ? { session, start, status } : null;
}
