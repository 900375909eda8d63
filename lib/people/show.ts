import type { Sitting } from "../platform/sitting.ts";
import { PersonPage } from "./model.ts";
import type { StoredPerson } from "./model.ts";

/** A person as those see them who may. */
export function shown(stored: StoredPerson, sittings: readonly Sitting[]): PersonPage {
  const { forgetAt: _, neededOn: __, ...person } = stored;
  return { ...person, seats: sittings.map(seatOf) };
}

/** A sitting as a person's page shows it. */
export const seatOf = ({ body, seat, role, as, from, until }: Sitting): PersonPage["seats"][number] =>
  PersonPage.shape.seats.element.parse({ body, seat, role, as, from, until });
