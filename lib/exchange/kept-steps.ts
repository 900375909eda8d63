import { Document as KeptDocument } from "../documents/model.ts";
import { putDocument } from "../documents/store.ts";
import { documentTimer } from "../documents/timers.ts";
import { Refusal } from "../errors.ts";
import { Excuse } from "../excuses/model.ts";
import { putExcuse } from "../excuses/store.ts";
import { Use } from "../places/model.ts";
import { RoomDay } from "../places/room-model.ts";
import { putDay, putRoom } from "../places/room-store.ts";
import { putNewUse } from "../places/store.ts";
import type { Platform } from "../platform/platform.ts";
import { setTimer } from "../platform/timers.ts";
import type { Timer } from "../platform/timers.ts";
import { parseInstant } from "../platform/zone.ts";
import { StoredBooking, StoredSlot } from "../slots/model.ts";
import { putBooking, putSlot } from "../slots/store.ts";
import { bookingsTimer } from "../slots/timers.ts";
import { StoredCounts, StoredSurvey } from "../surveys/model.ts";
import { putCounts, putSurvey } from "../surveys/store.ts";
import type { Document } from "./document-model.ts";
import { SessionRoom } from "./held-model.ts";
import { daysHeld } from "./room-days.ts";
import type { Step, StepOf } from "./steps.ts";

/** What a town keeps around its sessions, after them: whoever looks at a booking finds its session. */
export function keptSteps(town: Document, step: StepOf, platform: Pick<Platform, "clock" | "newId">): Step[] {
  const { excuses, slots, bookings, documents, surveys, surveyCounts } = town;
  return [
    ...excuses.map((each, i) => step(`$.excuses[${i}]`, Excuse, each, [putExcuse(each)])),
    ...roomSteps(town, step, platform),
    ...slots.map((each, i) => step(`$.slots[${i}]`, StoredSlot, each, [putSlot(each, null)])),
    ...bookings.map((each, i) =>
      step(`$.bookings[${i}]`, StoredBooking, each, [
        putBooking(each, null),
        setTimer(
          bookingsTimer([each.municipality, each.session, each.code], parseInstant(each.forgetAt) ?? 0),
        ),
      ]),
    ),
    ...documents.map((each, i) =>
      step(`$.documents[${i}]`, KeptDocument, each, [
        putDocument(each, null),
        ...timersOf(each, platform.clock()).map(setTimer),
      ]),
    ),
    ...surveys.map((each, i) => step(`$.surveys[${i}]`, StoredSurvey, each, [putSurvey(each, null)])),
    ...surveyCounts.map((each, i) =>
      step(`$.surveyCounts[${i}]`, StoredCounts, each, [putCounts(each, null, OVERTAKEN)]),
    ),
  ];
}

const OVERTAKEN = new Refusal(
  "changed-meanwhile",
  "Somebody answered while this was imported: import it again.",
);

/** Rooms that sessions and other uses hold, and the days on which that locks them. */
function roomSteps(town: Document, step: StepOf, { newId }: Pick<Platform, "newId">): Step[] {
  return [
    ...town.uses.map((each, i) => step(`$.uses[${i}]`, Use, each, [putNewUse(each)])),
    ...town.rooms.map((each, i) => {
      const { municipality, session: id, ...room } = each;
      return step(`$.rooms[${i}]`, SessionRoom, each, putRoom({ municipality, id }, null, room));
    }),
    ...daysHeld(town).map(({ path, day }) =>
      step(path, Day, day, [putDay(null, { ...day, stamp: newId() })]),
    ),
  ];
}

/** A day as its holders have it: its stamp tells writes apart, and nothing else. */
const Day = RoomDay.omit({ stamp: true });

/** When to look whether its bytes came. Once they have, that is of no use, and goes when it is due. */
function timersOf({ municipality, id, state, at }: KeptDocument, now: number): Timer[] {
  const timer = documentTimer(municipality, id, parseInstant(at) ?? 0);
  return state === "awaited" || (parseInstant(timer.due) ?? 0) > now ? [timer] : [];
}
