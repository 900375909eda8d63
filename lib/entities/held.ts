import type { z } from "zod";
import type { Endings } from "../bodies/ending.ts";
import type { Item } from "../platform/dynamo.ts";
import { holds } from "../platform/validity.ts";
import { StoredSeat } from "../seats/model.ts";
import { isExpiring, withinBody } from "../seats/show.ts";
import { keys } from "../table.ts";
import type { HeldSeat } from "./page-model.ts";

/** A seat as it stands in its entity's partition: no person in it. */
const Held = StoredSeat.omit({ titular: true, substitutes: true, version: true });

const SEATS = [keys.seatsOf("", "").prefix, keys.pastSeatsOf("", "").prefix];
const isSeat = ({ sk }: Item): boolean => SEATS.some((prefix) => sk.startsWith(prefix));

/** The towns whose bodies the seats of an entity are of. */
export const townsOf = (items: readonly Item[]): string[] => [
  ...new Set(items.filter(isSeat).map(({ municipality }) => String(municipality))),
];

/** The seats that an entity held on a day, from the items of its partition. */
export const heldOn = (
  items: readonly Item[],
  { endings, day }: { endings: ReadonlyMap<string, Endings>; day: string },
): z.infer<typeof HeldSeat>[] =>
  items
    .filter(isSeat)
    .map((item) => {
      const held = Held.parse(item);
      const ends = endings.get(held.municipality)?.[held.body] ?? null;
      const { timeZone: _, ...seat } = withinBody(held, ends);
      return { ...seat, inForce: holds(seat, day), expiring: isExpiring(seat, day) };
    })
    .filter(({ inForce }) => inForce !== "no");
