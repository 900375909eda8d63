import { loadEntities } from "../entities/store.ts";
import { badInput } from "../errors.ts";
import type { Municipality } from "../municipalities/model.ts";
import { placeStore } from "../places/store.ts";
import type { Table } from "../platform/dynamo.ts";
import { inLanguage } from "../platform/shapes.ts";
import { textIn } from "../platform/texts.ts";
import type { SessionPlace, SessionPlaceInput } from "./place-model.ts";
import type { Slot, SlotInput } from "./slot-model.ts";

type Town = Pick<Municipality, "id" | "language">;
type Fault = [path: string, message: string];
type Stored<In, Out> = In extends null | undefined ? In : Out;

/** What an input names beside itself, as it is stored: undefined and null stay. */
interface Named<P, S> {
  readonly place: Stored<P, SessionPlace>;
  readonly slots: Stored<S, Slot[]>;
  readonly faults: Fault[];
}

/** The room and the parties that an input names, with their names: what is not there is a fault. */
export async function namedIn<
  P extends SessionPlaceInput | null | undefined,
  S extends readonly SlotInput[] | undefined,
>(
  table: Table,
  town: Town,
  { place, slots }: { readonly place: P; readonly slots: S },
): Promise<Named<P, S>> {
  const faults: Fault[] = [];
  const named = {
    place: await placeNamed(table, town, place, faults),
    slots: slots && (await slotsNamed(table, town, slots, faults)),
  };
  return { ...named, faults } as Named<P, S>;
}

/** The same; 400 where something is not there. */
export async function mustBeNamed<
  P extends SessionPlaceInput | null | undefined,
  S extends readonly SlotInput[] | undefined,
>(table: Table, town: Town, input: { readonly place: P; readonly slots: S }) {
  const { faults, ...named } = await namedIn(table, town, input);
  if (faults.length > 0) throw badInput(faults);
  return named;
}

async function placeNamed(
  table: Table,
  { id: town, language }: Town,
  input: SessionPlaceInput | null | undefined,
  faults: Fault[],
): Promise<SessionPlace | null | undefined> {
  if (input === null || input === undefined) return input;
  if (typeof input === "string") return { name: inLanguage(language, input) };
  if ("name" in input) return { name: inLanguage(language, input.name) };
  const room = await placeStore.find(table, town, input.place);
  if (room) return { name: room.name, place: room.id };
  faults.push(["$.place.place", `is no place of '${town}': see /v1/municipalities/${town}/places`]);
  return null;
}

const MOST_CHARACTERS = 100;

async function slotsNamed(
  table: Table,
  { id: town, language }: Town,
  slots: readonly SlotInput[],
  faults: Fault[],
): Promise<Slot[]> {
  const stored = slots.map(({ party, ...slot }) => ({
    ...slot,
    party: typeof party === "string" ? { municipality: town, id: party } : party,
  }));
  const parties = stored.flatMap(({ party }) => party ?? []);
  const entities = parties.length === 0 ? [] : await loadEntities(table, parties);
  return stored.map((slot, i) => {
    const { party } = slot;
    if (party === null) return slot;
    const entity = entities.find(
      ({ municipality, id }) => municipality === party.municipality && id === party.id,
    );
    if (!entity)
      faults.push([`$.slots[${i}].party`, `there is no entity '${party.id}' in '${party.municipality}'`]);
    const name = entity ? textIn(entity.name, [language]).text.slice(0, MOST_CHARACTERS) : null;
    return { ...slot, for: slot.for ?? name };
  });
}
