import { holidaysOf } from "../calendars/holidays.ts";
import { loadLayers } from "../calendars/store.ts";
import { loadBody } from "../bodies/store.ts";
import { badInput } from "../errors.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import { civilDate, dayOfCivil, formatCivil, parseCivil } from "../platform/civil.ts";
import type { Operation } from "../platform/contract.ts";
import type { Table } from "../platform/dynamo.ts";
import { civilOf, formatInstant, instantOf, parseInstant } from "../platform/zone.ts";
import { effectiveRule } from "./effective.ts";
import { timeLimit } from "./notice.ts";
import type { Notice } from "./notice-model.ts";
import type { law } from "./routes.ts";
import { rulesOn } from "./store.ts";

/** Stores nothing: what anyone may ask about any session, theirs or one that they think of. */
export const calculateNotice: Operation<(typeof law)["calculateNotice"]> = async (
  { path, body: question },
  { table },
) => {
  const town = await loadMunicipality(table, path.municipality);
  const { start: local, timeZone: zone = town.timeZone, areas = town.areas, servedAt } = question;
  const start = parseCivil(local) ?? 0;
  if (instantOf(start, zone) === null)
    throw badInput([["$.start", `does not exist in ${zone}: the clock is put forward over it`]]);
  const { notice, source } = question.notice
    ? { notice: question.notice, source: null }
    : await noticeOf(table, town.id, question.body ?? "", local.slice(0, 10));

  const years = yearsBefore(start, notice);
  const layers = await loadLayers(table, areas, years);
  const occasion = { start, zone, holidays: holidaysOf(layers) };
  const { limit, steps, from } = timeLimit(notice, occasion);
  const looked = years.filter((year) => year >= civilDate(from).year);
  const unconfirmed = notice.unit.startsWith("natural")
    ? []
    : areas.flatMap((area) =>
        looked.flatMap((year) => {
          const layer = layers.find((each) => each.area === area && each.year === year);
          const why = !layer ? ("missing" as const) : layer.confirmed ? null : ("not-confirmed" as const);
          return why ? [{ area, year, why }] : [];
        }),
      );
  const otherUnit = OTHER_HOURS[notice.unit];
  const other = otherUnit && timeLimit({ ...notice, unit: otherUnit }, occasion).limit;
  const served = servedAt === undefined ? null : parseInstant(servedAt);
  return {
    status: 200,
    body: {
      notice,
      source,
      lastLawfulMoment: formatInstant(limit),
      lastLawfulLocal: formatCivil(civilOf(limit, zone)),
      timeZone: zone,
      // No calendar at all is none that is confirmed.
      provisional: unconfirmed.length > 0 || (areas.length === 0 && !notice.unit.startsWith("natural")),
      unconfirmed,
      steps: [...steps],
      otherReading:
        otherUnit && other !== undefined
          ? { unit: otherUnit, lastLawfulMoment: formatInstant(other), isStricter: other < limit }
          : null,
      ...(served !== null && { lawful: served <= limit }),
    },
  };
};

/** "48 hours" may be natural or working hours (Ley 39/2015, 30.1): both are shown, and which is the stricter. */
const OTHER_HOURS: { readonly [Unit in Notice["unit"]]?: Notice["unit"] } = {
  "natural-hours": "working-hours",
  "working-hours": "natural-hours",
};

/** What the rules of a body say of its notice on the day of the session. */
async function noticeOf(table: Table, town: string, body: string, day: string) {
  await loadBody(table, town, body);
  const rules = await rulesOn(table, town, body, day);
  const rule = rules && effectiveRule(rules, "notice");
  if (!rule)
    throw badInput([
      ["$.body", "no rule says how long before a session it is convened: say the `notice`, or set its rules"],
    ]);
  return { notice: rule.value, source: rule.article };
}

/** The years whose calendars the counting may reach: working days are at least one in ten, even in a long holiday. */
function yearsBefore(start: number, { n, unit }: Notice): number[] {
  const days = (unit.endsWith("hours") ? Math.ceil(n / 24) : n) * 10 + 30;
  const last = civilDate(dayOfCivil(start)).year;
  const first = civilDate(dayOfCivil(start) - days).year;
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}
