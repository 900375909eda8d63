import { daysOfStay } from "../places/lock.ts";
import type { Use } from "../places/model.ts";
import type { Hold, RoomDay } from "../places/room-model.ts";
import { stayOfUse } from "../places/stay.ts";
import { formatInstant } from "../platform/zone.ts";
import type { Document } from "./document-model.ts";

/** What somebody holds a room for, where that stands in a document, and the days on which it locks the room. */
export interface Holding {
  readonly path: string;
  readonly municipality: string;
  readonly place: string;
  readonly days: readonly string[];
  readonly hold: Hold;
}

export const heldByUse = (path: string, use: Use): Holding => {
  const stay = stayOfUse(use);
  const hold = {
    from: formatInstant(stay.from),
    to: formatInstant(stay.to),
    by: { what: "use" as const, id: use.id },
  };
  return {
    path,
    municipality: use.municipality,
    place: use.place,
    days: daysOfStay(stay, use.timeZone),
    hold,
  };
};

type SessionRoom = Document["rooms"][number];

export const heldBySession = (
  path: string,
  { municipality, session, place, days, from, to }: SessionRoom,
): Holding => ({
  path,
  municipality,
  place,
  days,
  hold: { from, to, by: { what: "session", id: session } },
});

interface DayHeld {
  /** Of whoever holds it first. */
  readonly path: string;
  readonly day: Omit<RoomDay, "stamp">;
}

/** The days on which rooms are locked, each with all who hold the room on it, the earliest first. */
export function daysHeld({ uses, rooms }: Pick<Document, "uses" | "rooms">): DayHeld[] {
  const holdings = [
    ...uses.map((each, i) => heldByUse(`$.uses[${i}]`, each)),
    ...rooms.flatMap((each, i) => (each.held ? [heldBySession(`$.rooms[${i}]`, each)] : [])),
  ].toSorted((a, b) => (a.hold.from < b.hold.from ? -1 : 1));
  const found = new Map<string, DayHeld & { day: { holds: Hold[] } }>();
  for (const { path, municipality, place, days, hold } of holdings)
    for (const day of days) {
      const known = found.get(`${place} ${day}`);
      if (known) known.day.holds.push(hold);
      else found.set(`${place} ${day}`, { path, day: { municipality, place, day, holds: [hold] } });
    }
  return [...found.values()];
}
