import { isDeepStrictEqual } from "node:util";
import type { Holidays } from "../calendars/holidays.ts";
import { badInput } from "../errors.ts";
import { dayOfCivil, parseCivil } from "../platform/civil.ts";
import { given } from "../platform/shapes.ts";
import { formatInstant } from "../platform/zone.ts";
import type { StoredFullSession } from "./model.ts";
import { shifted, slotFaults } from "./slots.ts";
import { go } from "./states.ts";
import { startUtcOf } from "./time.ts";

/** A change by hand, with its texts as they are stored. Fields that are undefined stay. */
export type SessionChange = {
  [
    Field in "title" | "kind" | "start" | "duration" | "place" | "slots" | "description" | "reason" | "status"
  ]?: StoredFullSession[Field] | undefined;
};

/** What people's calendars show: a change of these counts `sequence` up. */
const SHOWN = ["title", "start", "duration", "place", "slots", "status"] as const;

/**
 * A session after a change by hand: slots move along with its hour, its holiday follows its day, and generation
 * leaves it alone from now on. The same session comes back when nothing changes.
 */
export function reviseSession(
  before: StoredFullSession,
  change: SessionChange,
  holidays: Holidays,
  now: number,
): StoredFullSession {
  const start = change.start ?? before.start;
  const startUtc = startUtcOf(start, before.timeZone);
  const slots = change.slots ?? shifted(before.slots, before.start, start);
  const after = { ...before, ...given(change), start, startUtc, slots: slots ?? before.slots };
  const faults = [
    ...(parseCivil(start) !== null && startUtc === null
      ? [
          ["$.start", `does not exist in ${before.timeZone}: the clock is put forward over it`] as [
            string,
            string,
          ],
        ]
      : []),
    ...(slots === null
      ? [["$.slots", "would leave the day at the new hour: say them anew"] as [string, string]]
      : slotFaults(start, after.duration, slots)),
  ];
  const moved = start !== before.start;
  if (moved) faults.push(...termFaults(after));
  if (faults.length > 0) throw badInput(faults);
  if (moved) {
    after.holiday = holidayOn(start, holidays);
    if (after.status === "proposed" && !after.holiday) after.status = go("proposed", "keep");
  }
  if (isDeepStrictEqual(after, before)) return before;
  const changed = (field: keyof typeof after): boolean => !isDeepStrictEqual(after[field], before[field]);
  return {
    ...after,
    sequence: before.sequence + (SHOWN.some(changed) ? 1 : 0),
    version: before.version + 1,
    touched: true,
    updatedAt: formatInstant(now),
  };
}

/** What members asked for is held within the term of the law, or when the law convenes it by itself (LBRL 46.2.a). */
function termFaults({
  request,
  start,
}: Pick<StoredFullSession, "request" | "start">): [path: string, message: string][] {
  if (!request?.heldBy || start === request.otherwise || start.slice(0, 10) <= request.heldBy) return [];
  const itself =
    request.otherwise === null ? "" : `, or at ${request.otherwise}, when it is convened by itself`;
  const rule = request.article ?? "the rules";
  return [["$.start", `members asked for it: it has to be held by ${request.heldBy}${itself} (${rule})`]];
}

/** The declared holiday on the day of a start, as far as the day is known. */
export function holidayOn(start: string, holidays: Holidays) {
  const civil = parseCivil(start.length === 10 ? `${start}T00:00:00` : start);
  return civil === null ? null : holidays.on(dayOfCivil(civil));
}
