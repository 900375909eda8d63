import type { z } from "zod";
import { holidaysOf } from "../calendars/holidays.ts";
import type { Layer } from "../calendars/model.ts";
import { loadLayers } from "../calendars/store.ts";
import { civilDate, dayOfCivil } from "../platform/civil.ts";
import type { Table } from "../platform/dynamo.ts";
import { timeLimit } from "./notice.ts";
import type { Notice, NoticeAnswer, NoticeStep } from "./notice-model.ts";

/** A notice to be given before a session that starts at `start`, civil, in `zone`. */
export interface Term {
  readonly notice: Notice;
  readonly start: number;
  readonly zone: string;
}

/** The last lawful moment, in milliseconds, over the calendars of some areas. */
export interface Counted {
  readonly limit: number;
  readonly steps: readonly NoticeStep[];
  readonly unconfirmed: z.infer<typeof NoticeAnswer>["unconfirmed"];
  /** Nothing is certain over a calendar that is missing or not confirmed. */
  readonly provisional: boolean;
  /** The other reading of hours, natural for working and the reverse, and its limit. */
  readonly other: { readonly unit: Notice["unit"]; readonly limit: number } | null;
}

/** Counts back from a session over the layers of these areas that the table holds. */
export async function countBack(table: Table, term: Term, areas: readonly string[]): Promise<Counted> {
  const layers = await loadLayers(table, areas, yearsBefore(term));
  return countOver(term, areas, layers);
}

/** The same over layers that were read before; those of other areas among them are left aside. */
export function countOver(term: Term, areas: readonly string[], layers: readonly Layer[]): Counted {
  const { notice, start, zone } = term;
  const own = layers.filter(({ area }) => areas.includes(area));
  const occasion = { start, zone, holidays: holidaysOf(own) };
  const { limit, steps, from } = timeLimit(notice, occasion);
  const isNatural = notice.unit.startsWith("natural");
  const looked = yearsBefore(term).filter((year) => year >= civilDate(from).year);
  const unconfirmed = isNatural
    ? []
    : areas.flatMap((area) =>
        looked.flatMap((year) => {
          const layer = own.find((each) => each.area === area && each.year === year);
          const why = !layer ? ("missing" as const) : layer.confirmed ? null : ("not-confirmed" as const);
          return why ? [{ area, year, why }] : [];
        }),
      );
  const unit = OTHER_HOURS[notice.unit];
  return {
    limit,
    steps,
    unconfirmed,
    // No calendar at all is none that is confirmed.
    provisional: unconfirmed.length > 0 || (areas.length === 0 && !isNatural),
    other: unit ? { unit, limit: timeLimit({ ...notice, unit }, occasion).limit } : null,
  };
}

/** "48 hours" may be natural or working hours (Ley 39/2015, 30.1): both are shown, and which is the stricter. */
const OTHER_HOURS: { readonly [Unit in Notice["unit"]]?: Notice["unit"] } = {
  "natural-hours": "working-hours",
  "working-hours": "natural-hours",
};

/** The years whose calendars the counting may reach: working days are at least one in ten, even in a long holiday. */
export function yearsBefore({ notice: { n, unit }, start }: Term): number[] {
  const days = (unit.endsWith("hours") ? Math.ceil(n / 24) : n) * 10 + 30;
  const last = civilDate(dayOfCivil(start)).year;
  const first = civilDate(dayOfCivil(start) - days).year;
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}
