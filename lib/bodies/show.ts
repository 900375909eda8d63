import type { z } from "zod";
import type { Title } from "../platform/shapes.ts";
import { holds, isOver } from "../platform/validity.ts";
import type { Valid } from "../platform/validity.ts";
import type { BodyBrief, BodyEntry } from "./list-model.ts";
import type { Body, LegalNumber, StoredBody } from "./model.ts";

/** When a body acts: from its founding to its dissolution. */
export function lifeOf({ founded, dissolved, recorded }: StoredBody): Valid {
  // Dissolved nobody knows when: over by the day it was taken in, and before that nothing is sure.
  if (dissolved && dissolved.date === null) return { from: null, until: recorded, recorded };
  return { from: founded?.date ?? null, until: dissolved?.date ?? null, recorded };
}

/** The name on a day: the one that followed the last that was surely given up by then. */
export function nameOn(
  { name, formerNames }: { name: Title; formerNames: readonly { name: Title; until: string | null }[] },
  day: string,
): Title {
  const given = formerNames.findLastIndex(({ until }) => isOver({ until }, day));
  return formerNames[given + 1]?.name ?? name;
}

/** A line of the list, as it was on a day. */
export function briefOn(entry: BodyEntry, municipality: string, day: string): BodyBrief {
  const { id, kind, territory, from, until } = entry;
  return {
    id,
    municipality,
    name: nameOn(entry, day),
    kind,
    territory,
    from,
    until,
    inForce: holds(entry, day),
  };
}

/** A body without what only we need of it. */
export function publicBody(stored: StoredBody): Body {
  const { timeZone: _, ...body } = stored;
  return body;
}

/** The legal number on a day: the latest that held by then for sure; null when none is known to. */
export const legalNumberOn = (
  numbers: readonly z.output<typeof LegalNumber>[],
  recorded: string,
  day: string,
): z.output<typeof LegalNumber> | null =>
  numbers
    .filter(({ from }) => holds({ from, until: null, recorded }, day) === "yes")
    .toSorted((one, other) => (one.from ?? "").localeCompare(other.from ?? ""))
    .at(-1) ?? null;
