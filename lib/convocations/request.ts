import type { StoredBody } from "../bodies/model.ts";
import { loadBody } from "../bodies/store.ts";
import { daysAfter, holidaysOf } from "../calendars/holidays.ts";
import type { Holidays } from "../calendars/holidays.ts";
import type { Layer } from "../calendars/model.ts";
import { loadLayers } from "../calendars/store.ts";
import { badInput, Refusal } from "../errors.ts";
import { effectiveRule } from "../law/effective.ts";
import type { RuleValue } from "../law/rule-model.ts";
import { rulesOn } from "../law/store.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import { civilDate, formatDate, parseCivil, parseDate } from "../platform/civil.ts";
import type { Operation } from "../platform/contract.ts";
import type { Table } from "../platform/dynamo.ts";
import { holds } from "../platform/validity.ts";
import { dateAt, instantOf } from "../platform/zone.ts";
import { eachSeat } from "../seats/store.ts";
import { planSession } from "../sessions/create.ts";
import { SessionInput } from "../sessions/input-model.ts";
import type { SessionRequest } from "../sessions/terms-model.ts";
import { eachRequest, putRequest } from "./request-store.ts";
import type { convocations } from "./routes.ts";

type Rule = RuleValue<"onRequest">;

/**
 * Takes in that members asked for an extraordinary session (LBRL 46.2.a, ROF 134.1, DL 2/2003 100): enough of them, none
 * too often, and planned for the hour that was agreed; without one, for when the law convenes it by itself.
 */
export const requestSession: Operation<(typeof convocations)["requestSession"]> = async (
  request,
  context,
) => {
  const { municipality, body: id } = request.path;
  const { on, seats, start: wanted, ...rest } = request.body;
  const { table, now } = context;
  const [town, body, rules] = await Promise.all([
    loadMunicipality(table, municipality),
    loadBody(table, municipality, id),
    rulesOn(table, municipality, id, on),
  ]);
  const rule = rules && effectiveRule(rules, "onRequest");
  if (!rule || rule.value.mostAYear === 0)
    throw new Refusal(
      "wrong-state",
      `Members of this body cannot ask for a session${rule ? ` (${rule.article ?? "its rules"})` : ": no rule says how"}.`,
    );
  if (on > dateAt(now, town.timeZone))
    throw badInput([["$.on", "must have come: the day on which they asked"]]);
  const needed = await mustBeEnough(table, body, { on, seats }, rule.value);
  const years = [0, 1].map((later) => civilDate(parseDate(on) ?? 0).year + later);
  const layers = await loadLayers(table, town.areas, years);
  const { heldBy, otherwise } = termOf(on, rule.value, holidaysOf(layers));
  const start = wanted ?? otherwise;
  if (start === null) throw badInput([["$.start", "no rule says when it is held: give its start"]]);
  if ((instantOf(parseCivil(start) ?? 0, town.timeZone) ?? 0) <= now)
    throw badInput([["$.start", "must be ahead: the term of what was asked for on that day is over"]]);
  if (wanted !== undefined && heldBy !== null && wanted.slice(0, 10) > heldBy)
    throw badInput([
      ["$.start", `must not be after ${heldBy}: by then it has to be held (${rule.article ?? "the rules"})`],
    ]);
  const asked: SessionRequest = {
    on,
    members: seats.length,
    needed,
    heldBy,
    otherwise,
    provisional: isProvisional(layers, town.areas, [on, heldBy, otherwise]),
    article: rule.article,
  };
  const input = SessionInput.parse({ ...rest, start, kind: "extraordinary" });
  return planSession(request.path, input, context, {
    request: asked,
    record: (session) => putRequest({ municipality, body: id, on, session, seats }),
  });
};

const SHARES = { quarter: 4, fifth: 5, third: 3 } as const;

/** How many had to ask; refused with all faults when too few did, or some of them too often. */
async function mustBeEnough(
  table: Table,
  body: StoredBody,
  { on, seats }: { readonly on: string; readonly seats: readonly string[] },
  { share, of, mostAYear }: Rule,
): Promise<number> {
  const voting: string[] = [];
  for await (const seat of eachSeat(table, body.municipality, body.id))
    if (seat.vote && holds(seat, on) !== "no") voting.push(seat.id);
  const legal = body.legalNumbers.findLast(({ from }) => from === null || from <= on)?.members;
  const total = of === "members" ? voting.length : (legal ?? voting.length);
  const needed = Math.ceil(total / SHARES[share]);
  const asked =
    mostAYear === null ? new Map<string, number>() : await requestsIn(table, body, on.slice(0, 4));
  const faults = seats.flatMap((seat, i): [string, string][] => {
    const path = `$.seats[${i}]`;
    if (!voting.includes(seat)) return [[path, `is no seat with a vote of '${body.id}' on ${on}`]];
    const isTooOften = mostAYear !== null && (asked.get(seat) ?? 0) >= mostAYear;
    return isTooOften
      ? [[path, `has asked ${mostAYear} times in ${on.slice(0, 4)} already: no more is allowed`]]
      : [];
  });
  if (seats.length < needed)
    faults.push([
      "$.seats",
      `must be ${needed} at least: a ${share} of ${total} (${of === "members" ? "members" : "the legal number"})`,
    ]);
  if (faults.length > 0) throw badInput(faults);
  return needed;
}

/** How often each seat asked in a year [R: a calendar year]. */
async function requestsIn(
  table: Table,
  { municipality, id }: StoredBody,
  year: string,
): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for await (const request of eachRequest(table, municipality, id, year))
    for (const seat of request.seats) counts.set(seat, (counts.get(seat) ?? 0) + 1);
  return counts;
}

/** Whether the years that were counted through are all confirmed, in every area of the town. */
function isProvisional(
  layers: readonly Layer[],
  areas: readonly string[],
  days: readonly (string | null)[],
): boolean {
  const years = new Set(days.flatMap((day) => (day === null ? [] : [Number(day.slice(0, 4))])));
  const confirmed = layers.filter((layer) => layer.confirmed && years.has(layer.year));
  return areas.length === 0 || confirmed.length < areas.length * years.size;
}

/** By when it has to be held, counted from the day after they asked; and when it is convened by itself if nobody does. */
function termOf(
  on: string,
  { within, otherwise }: Rule,
  holidays: Holidays,
): Pick<SessionRequest, "heldBy" | "otherwise"> {
  if (!within) return { heldBy: null, otherwise: null };
  const last = daysAfter(parseDate(on) ?? 0, within.n, within.unit === "working-days" ? holidays : null);
  const itself = otherwise && daysAfter(last, otherwise.workingDays, holidays);
  return {
    heldBy: formatDate(last),
    otherwise: otherwise && itself !== null ? `${formatDate(itself)}T${otherwise.at}:00` : null,
  };
}
