import type { z } from "zod";
import { holds } from "../platform/validity.ts";
import type { HolderEntity } from "./id-model.ts";
import type { StoredSeat } from "./model.ts";

/** Who is told of a session on a seat, and answers for it. */
export type SeatAddressee = { readonly person: string } | { readonly entity: z.infer<typeof HolderEntity> };

/** The titular; else the entity, which then names whom it sends; else who sits in for a titular that there is not. */
export function addresseeOf(seat: StoredSeat, day: string): SeatAddressee | null {
  if (seat.titular !== null) return { person: seat.titular };
  if (seat.entity && seat.occupancy !== "vacant") return { entity: seat.entity };
  const substitute = seat.substitutes.find(
    (each) => each.sessions.length === 0 && holds({ ...each, recorded: seat.recorded }, day) !== "no",
  );
  return substitute ? { person: substitute.person } : null;
}

/** Whether somebody is accredited to sit in on a seat for a session of that day. */
export const mayStandIn = (
  { substitutes, recorded }: StoredSeat,
  person: string,
  { id, day }: { readonly id: string; readonly day: string },
): boolean =>
  substitutes.some(
    (each) =>
      each.person === person &&
      (each.sessions.length === 0 || each.sessions.includes(id)) &&
      holds({ ...each, recorded }, day) !== "no",
  );
