import * as z from "zod";
import { Slug } from "../platform/shapes.ts";

/** What whoever sits on it is in the body; Popolo's Post.role, in the law's words. */
export const SeatRole = z
  .enum(["president", "vice-president", "secretary", "member", "observer", "guest"])
  .meta({ id: "SeatRole" });
export type SeatRole = z.infer<typeof SeatRole>;

/** `not-known`: nobody said whether anyone sits there, which is not the same as vacant. */
export const Occupancy = z.enum(["held", "vacant", "not-known"]).meta({ id: "Occupancy" });

/** The id of a person: random, it says nothing by itself. */
export const PersonId = Slug.meta({ id: "PersonId", description: "A person's id: opaque" });
export const SeatId = Slug.meta({ id: "SeatId", description: "A seat's id: opaque" });

/** An entity, of this town or of one that shares the body. */
export const HolderEntity = z
  .object({ municipality: Slug, id: Slug })
  .meta({ id: "HolderEntity", description: "An entity that holds a seat" });
