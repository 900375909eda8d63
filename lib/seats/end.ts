import { carryOut, commit } from "../platform/commit.ts";
import type { Work } from "../platform/tick.ts";
import { takeTimer } from "../platform/timers.ts";
import type { Write } from "../platform/writes.ts";
import type { StoredSeat } from "./model.ts";
import { findSeat, recordTenure, seatWrites } from "./store.ts";
import { seatTimer, timerWrites } from "./timers.ts";

/** The writes that end a seat: it leaves the present, and its tenure is put on record. */
export const endWrites = (before: StoredSeat, ended: StoredSeat): Write[] => [
  ...seatWrites(before, null),
  ...recordTenure(ended),
  ...timerWrites(before, null),
];

/** The term of a seat is over. */
export const endSeat: Work = async (timer, platform) => {
  const [town = "", body = "", id = ""] = timer.reference;
  const seat = await findSeat(platform.table, town, body, id);
  if (!seat || seatTimer(seat)?.due !== timer.due) return carryOut(platform.table, [takeTimer(timer)]);
  const deed = { realm: town, by: "tick", operation: "endSeat", about: { body, seat: id } };
  return commit(platform, deed, [...seatWrites(seat, null), ...recordTenure(seat), takeTimer(timer)]);
};
