import { bodyPage, loadBodies } from "../bodies/store.ts";
import { lifeOf, nameOn } from "../bodies/show.ts";
import { holds } from "../platform/validity.ts";
import { shownSeat, withinBody } from "../seats/show.ts";
import type { Reader } from "./read-sessions.ts";
import { seatsOfTown } from "./town-seats.ts";

/** The bodies of a town by kind and id, all that ever were: a Query and a batch. */
export const readBodies: Reader<"bodies"> = async ({ table, town, today, query }) => {
  const { items, cursor } = await bodyPage(table, town.id, query, () => true);
  const stored = await loadBodies(
    table,
    town.id,
    items.map(({ id }) => id),
  );
  const byId = new Map(stored.map((body) => [body.id, body]));
  return {
    cursor,
    items: items.flatMap((entry) => {
      const body = byId.get(entry.id);
      if (!body) return [];
      const { id, municipality, formerNames, alternateNames, description, legalBasis } = body;
      const { from, until } = lifeOf(body);
      return {
        id,
        municipality,
        path: `/v1/municipalities/${municipality}/bodies/${id}`,
        name: nameOn(body, today),
        formerNames,
        alternateNames,
        classification: body.kind,
        description,
        legalBasis,
        department: body.department,
        contact: body.contact,
        area: body.territory,
        startDate: from,
        endDate: until,
        inForce: holds(lifeOf(body), today),
      };
    }),
  };
};

/** The seats of a town's bodies that are not over, body by body. */
export const readSeats: Reader<"seats"> = async ({ table, town, today, query }) => {
  const { items, cursor } = await seatsOfTown(table, town.id, query);
  return {
    cursor,
    items: items
      .map(({ seat, dissolved }) => shownSeat(withinBody(seat, dissolved), today))
      .filter(({ inForce }) => inForce !== "no")
      .map(({ id, municipality, body, role, label, occupancy, entity, voice, vote, ...seat }) => ({
        id,
        municipality,
        organization: body,
        path: `/v1/municipalities/${municipality}/bodies/${body}/seats/${id}`,
        role,
        label,
        occupancy,
        holder: entity?.id ?? null,
        holderMunicipality: entity?.municipality ?? null,
        voice,
        vote,
        startDate: seat.from,
        endDate: seat.until,
        inForce: seat.inForce,
      })),
  };
};
