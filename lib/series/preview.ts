import { badInput } from "../errors.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import { dayOfCivil, formatCivil } from "../platform/civil.ts";
import type { Operation } from "../platform/contract.ts";
import { formatInstant, instantOf, parseInstant } from "../platform/zone.ts";
import { holidaysOn } from "../calendars/store.ts";
import { expand } from "./expand.ts";
import { dayAt } from "./extend.ts";
import type { StoredSeries } from "./model.ts";
import { MOST_PREVIEWED } from "./preview-model.ts";
import type { series } from "./routes.ts";

/** What a rule would give between two instants, `from` in, `to` out, with the town's holidays. Stores nothing. */
export const previewRecurrence: Operation<(typeof series)["previewRecurrence"]> = async (
  { path, body },
  { table },
) => {
  const { areas } = await loadMunicipality(table, path.municipality);
  const { timeZone, exceptDates, ...rule } = body;
  const [from = 0, to = 0] = [body.from, body.to].map((instant) => parseInstant(instant) ?? 0);
  const window = { from: dayAt(from, timeZone), to: dayAt(to, timeZone) };
  const found: { civil: number; instant: number }[] = [];
  for (const { civil } of expand(asSeries(timeZone, { ...rule, exceptDates }), window)) {
    const instant = instantOf(civil, timeZone) ?? -Infinity;
    if (instant < from || instant >= to) continue;
    if (found.length === MOST_PREVIEWED)
      throw badInput([
        ["$.recurrence", `gives more than ${MOST_PREVIEWED} occurrences: bring from and to closer`],
      ]);
    found.push({ civil, instant });
  }
  const holidays = await holidaysOn(
    table,
    areas,
    found.map(({ civil }) => dayOfCivil(civil)),
  );
  const occurrences = found.map(({ civil, instant }) => {
    const holiday = holidays.on(dayOfCivil(civil));
    return { start: formatCivil(civil), startUtc: formatInstant(instant), ...(holiday && { holiday }) };
  });
  return { status: 200, body: { occurrences } };
};

/** A rule alone, as a series that rests on nothing else. */
const asSeries = (
  timeZone: string,
  rule: { start: string; recurrence: string; exceptDates: string[]; extraDates: string[] },
): StoredSeries => ({
  id: "preview",
  municipality: "preview",
  body: "preview",
  timeZone,
  horizonMonths: 1,
  generateFrom: "1900-01-01",
  generatedTo: "1900-01-01",
  status: "active",
  stoppedOn: null,
  pauses: [],
  revision: 0,
  version: 0,
  segments: [
    {
      from: null,
      until: null,
      title: {},
      duration: null,
      holidayPolicy: "keep",
      closures: [],
      place: null,
      slots: [],
      ...rule,
      exceptDates: rule.exceptDates.map((date) => date.slice(0, 10)),
    },
  ],
});
