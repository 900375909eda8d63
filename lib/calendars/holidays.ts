import { formatDate, weekday } from "../platform/civil.ts";
import type { Holiday } from "./holiday-model.ts";
import type { Layer } from "./model.ts";

/** What is known of a town's days: the declared holidays of its layers. Days are days since 1970. */
export interface Holidays {
  /** The holiday of a day, from the widest layer that declares it. */
  on(day: number): Holiday | null;
  /** Neither Saturday, Sunday nor a declared holiday (Ley 39/2015, art. 30.2). */
  isWorking(day: number): boolean;
}

/** Puts layers over each other, the widest first. */
export function holidaysOf(layers: readonly Layer[]): Holidays {
  const byDate = new Map<string, Holiday>();
  for (const { area, confirmed: whole, days } of layers)
    for (const { date, name, confirmed } of days)
      if (!byDate.has(date)) byDate.set(date, { date, name, area, confirmed: whole || confirmed });
  const on = (day: number): Holiday | null => byDate.get(formatDate(day)) ?? null;
  return { on, isWorking: (day) => weekday(day) < 5 && on(day) === null };
}

/** The nth day after a day, counting working days only, or, without holidays, all days. Days are days since 1970. */
export function daysAfter(day: number, n: number, holidays: Pick<Holidays, "isWorking"> | null): number {
  let found = day;
  for (let left = n; left > 0;) {
    found++;
    if (!holidays || holidays.isWorking(found)) left--;
  }
  return found;
}
