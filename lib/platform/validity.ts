import * as z from "zod";
import { daysOf, parseDate } from "./civil.ts";
import { CalendarDate, PartialDate } from "./shapes.ts";

/** An answer where dates may be known in part only: Kleene's three values. */
export const Certainty = z
  .enum(["yes", "no", "not-known"])
  .meta({ id: "Certainty", description: "Whether it held on that day, as far as the dates tell" });
export type Certainty = z.infer<typeof Certainty>;

/**
 * Valid time. `until` is the first day on which it holds no more, the day of the act that ended it; both ends may be
 * partial, and null: a beginning that is not known, an end that has not come or is not known.
 */
export const validity = {
  from: PartialDate.nullable(),
  until: PartialDate.nullable(),
  /** The local day on which it was taken in: what has no known beginning held at least from then on. */
  recorded: CalendarDate,
};

export interface Valid {
  readonly from: string | null;
  readonly until: string | null;
  readonly recorded: string;
}

/** Whether it held on a day ("2015-01-01"). */
export function holds({ from, until, recorded }: Valid, date: string): Certainty {
  const day = parseDate(date) ?? 0;
  const known = day >= (parseDate(recorded) ?? 0) ? "yes" : "not-known";
  const begun = from === null ? known : reached(from, day);
  const over = until === null ? "no" : reached(until, day);
  if (begun === "no" || over === "yes") return "no";
  return begun === "yes" && over === "no" ? "yes" : "not-known";
}

/** Whether a partial date has come by a day. */
function reached(date: string, day: number): Certainty {
  const { first, last } = daysOf(date);
  if (day < first) return "no";
  return day >= last ? "yes" : "not-known";
}

/** Whether it is over on a day for sure. */
export const isOver = ({ until }: Pick<Valid, "until">, date: string): boolean =>
  until !== null && reached(until, parseDate(date) ?? 0) === "yes";

/** Whether what ends on one partial date is over for sure by when the other is: "2016" is not by "2016-02-01". */
export const endsBy = (until: string | null, other: string): boolean =>
  until !== null && daysOf(until).last <= daysOf(other).last;

/** The later of two beginnings, the earlier of two ends; null where neither is known. */
export const laterOf = (one: string | null, other: string | null): string | null =>
  one === null || other === null ? (one ?? other) : daysOf(one).last >= daysOf(other).last ? one : other;
export const earlierOf = (one: string | null, other: string | null): string | null =>
  one === null || other === null ? (one ?? other) : endsBy(one, other) ? one : other;

/** Whether a partial date is still to come on a day for sure. */
export const isToCome = (date: string, day: string): boolean => reached(date, parseDate(day) ?? 0) === "no";

/** Whether one partial date may be before another: "2009" and "2009-05" may. */
export const mayPrecede = (one: string, other: string): boolean => daysOf(one).first <= daysOf(other).last;

/** Faults of an interval: it must be able to begin before it ends. */
export const isOrdered = ({
  from,
  until,
}: {
  from?: string | null | undefined;
  until?: string | null | undefined;
}): boolean => !from || !until || mayPrecede(from, until);
export const ORDER = "must not be before `from`";
/** For zod, which empties the object that it is given: a new one for each schema. */
export const order = () => ({ path: ["until"], message: ORDER });
