import { parseCivil, parseDuration, secondOfDay, SECONDS_PER_DAY } from "../platform/civil.ts";
import type { Slot } from "./slot-model.ts";

type Hours = Pick<Slot, "at" | "duration">;

const secondsOf = (at: string): number => Number(at.slice(0, 2)) * 3600 + Number(at.slice(3)) * 60;
const endOf = ({ at, duration }: Hours): number => secondsOf(at) + (parseDuration(duration) ?? 0);

/** What is wrong with slots in a session that starts then and takes so long: `[path, message]`, all of them. */
export function slotFaults(
  start: string,
  duration: string | null,
  slots: readonly Hours[],
): [string, string][] {
  const civil = parseCivil(start);
  if (slots.length === 0) return [];
  if (civil === null) return [["$.slots", "need a session whose hour is known"]];
  const begin = secondOfDay(civil);
  const end = duration === null ? SECONDS_PER_DAY : begin + (parseDuration(duration) ?? 0);
  return slots.flatMap((slot, i): [string, string][] => {
    const path = `$.slots[${i}]`;
    const before = slots[i - 1];
    return [
      ...(secondsOf(slot.at) < begin
        ? [[`${path}.at`, "is before the session starts"] as [string, string]]
        : []),
      ...(endOf(slot) > end ? [[path, "ends after the session does"] as [string, string]] : []),
      ...(before && secondsOf(slot.at) < endOf(before)
        ? [[`${path}.at`, "is before the slot ahead of it ends"] as [string, string]]
        : []),
    ];
  });
}

/** The slots of a session whose hour changes: each moves along. Null when one would leave the day. */
export function shifted(slots: readonly Slot[], from: string, to: string): Slot[] | null {
  const [before, after] = [parseCivil(from), parseCivil(to)];
  if (before === null || after === null) return [...slots];
  const delta = secondOfDay(after) - secondOfDay(before);
  const moved = slots.map((slot) => ({ ...slot, at: clock(secondsOf(slot.at) + delta) }));
  return moved.every((slot) => slot.at !== null) ? (moved as Slot[]) : null;
}

const two = (n: number): string => String(n).padStart(2, "0");

function clock(second: number): string | null {
  if (second < 0 || second >= SECONDS_PER_DAY) return null;
  return `${two(Math.floor(second / 3600))}:${two(Math.floor((second % 3600) / 60))}`;
}
