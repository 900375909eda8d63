import { badInput } from "../errors.ts";
import { given, inLanguage } from "../platform/shapes.ts";
import { endsBy, isOrdered, isOver, mayPrecede, ORDER } from "../platform/validity.ts";
import type { SeatRole } from "./id-model.ts";
import type { SeatInput, SeatPatch } from "./input-model.ts";
import type { StoredSeat } from "./model.ts";

/** Who speaks and who votes unless it is said otherwise: a secretary has a voice only, unless a member (Ley 40/2015, 19.4a). */
const usual: Readonly<Record<SeatRole, { readonly voice: boolean; readonly vote: boolean }>> = {
  president: { voice: true, vote: true },
  "vice-president": { voice: true, vote: true },
  secretary: { voice: true, vote: false },
  member: { voice: true, vote: true },
  observer: { voice: false, vote: false },
  guest: { voice: true, vote: false },
};

/** Where a seat stands, and since when it is known. */
export interface Ground {
  readonly id: string;
  readonly municipality: string;
  readonly body: string;
  readonly language: string;
  readonly timeZone: string;
  readonly today: string;
}

const occupancyOf = (
  { entity, titular }: Pick<StoredSeat, "entity" | "titular">,
  said: "vacant" | "not-known" | undefined,
): StoredSeat["occupancy"] =>
  titular !== null ? "held" : (said ?? (entity === null ? "not-known" : "held"));

/** An entity as it is stored: a bare id is one of the town's own. */
const entityIn = (town: string, entity: SeatInput["entity"]): StoredSeat["entity"] =>
  typeof entity === "string" ? { municipality: town, id: entity } : entity;

export function newSeat(input: SeatInput, { language, today, ...ground }: Ground): StoredSeat {
  const { voice, vote, occupancy, ...rest } = input;
  const entity = entityIn(ground.municipality, input.entity);
  return {
    ...rest,
    ...ground,
    label: inLanguage(language, input.label),
    voice: voice ?? usual[input.role].voice,
    vote: vote ?? usual[input.role].vote,
    entity,
    occupancy: occupancyOf({ entity, titular: input.titular }, occupancy),
    recorded: today,
    previousUntil: null,
    tenure: 1,
    version: 1,
  };
}

/** The seat with what was written corrected. */
export function corrected(before: StoredSeat, patch: SeatPatch, language: string): StoredSeat {
  const { since: _, occupancy, label, entity, ...rest } = patch;
  const after = {
    ...before,
    ...given({
      ...rest,
      label: inLanguage(language, label),
      entity: entity === undefined ? undefined : entityIn(before.municipality, entity),
    }),
    version: before.version + 1,
  };
  // "vacant" empties the seat: no one has to be named away first. It stays its entity's.
  if (occupancy !== undefined) Object.assign(after, { titular: null, substitutes: [] });
  const { previousUntil } = before;
  if (previousUntil !== null && (after.from === null || !endsBy(previousUntil, after.from)))
    throw badInput([["$.from", `must not be before ${previousUntil}, when the tenure before ended`]]);
  const isNamedAnew = patch.entity !== undefined && patch.entity !== null;
  const said = occupancy ?? (before.occupancy === "held" || isNamedAnew ? undefined : before.occupancy);
  return mustBeSound({ ...after, occupancy: occupancyOf(after, said) });
}

/** The tenure that ends, and the one that follows it from `since` on. */
export function succeeded(
  before: StoredSeat,
  patch: SeatPatch & { since: string },
  language: string,
  today: string,
): { ended: StoredSeat; after: StoredSeat } {
  const { since } = patch;
  const faults: [string, string][] = [];
  if (!isOver({ until: since }, today))
    faults.push(["$.since", "must have come: state it on the day, until then the seat is as it was"]);
  if (before.from !== null && !mayPrecede(before.from, since))
    faults.push(["$.since", `must not be before the present tenure, which began ${before.from}`]);
  if (faults.length > 0) throw badInput(faults);
  const empty = { ...before, titular: null, substitutes: [], act: null, from: since, until: null };
  const after = corrected(empty, patch, language);
  return {
    ended: { ...before, until: since },
    after: { ...after, recorded: today, previousUntil: since, tenure: before.tenure + 1 },
  };
}

/** 400 when a seat would end before it begins, or someone would sit in for themself. */
export function mustBeSound(seat: StoredSeat): StoredSeat {
  const faults: [string, string][] = [];
  if (!isOrdered(seat)) faults.push(["$.until", ORDER]);
  for (const [i, { person }] of seat.substitutes.entries())
    if (person === seat.titular) faults.push([`$.substitutes[${i}].person`, "is the titular of this seat"]);
  if (faults.length > 0) throw badInput(faults);
  return seat;
}
