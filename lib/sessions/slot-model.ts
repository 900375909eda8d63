import * as z from "zod";
import { Duration, Line, Slug } from "../platform/shapes.ts";

/** An entity that a slot belongs to. */
export const SlotParty = z
  .object({ municipality: Slug, id: Slug })
  .meta({ id: "SlotParty", description: "The entity that a slot belongs to" });

const fields = {
  at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day like "11:30"'),
  duration: Duration,
  /** Whom it is for, in words; null when it is open. No person: who booked is kept elsewhere. */
  for: Line.max(100).nullable().default(null),
  /** Everyone but its party and the secretariat learns only that it is not free. */
  private: z.boolean().default(false),
};

/** A part of a session for one party: half-open, `at` in, `at` + `duration` out. Neither `for` nor `party`: open to book. */
export const Slot = z
  .strictObject({ ...fields, party: SlotParty.nullable().default(null) })
  .meta({ id: "Slot", description: "A part of a session for one party: `at` in, `at` + `duration` out" });
export type Slot = z.infer<typeof Slot>;

/** `party`: the id of an entity of this town, or one of another with its town. */
export const SlotInput = z
  .strictObject({
    ...fields,
    party: z
      .union([Slug, z.strictObject({ municipality: Slug, id: Slug })])
      .nullable()
      .default(null),
  })
  .refine((slot) => !slot.private || slot.for !== null || slot.party !== null, {
    path: ["private"],
    message: "goes with a `for` or a `party`: an open slot is everyone's",
  })
  .meta({ id: "SlotInput" });
export type SlotInput = z.infer<typeof SlotInput>;

export const slotsOf = z
  .array(SlotInput)
  .max(40)
  .refine(
    (slots) => slots.every(({ at }, i) => i === 0 || at >= (slots[i - 1]?.at ?? "")),
    "must be in the order of the day",
  );

/** Whether anyone may book it. */
export const isOpen = (slot: Pick<Slot, "for" | "party">): boolean =>
  slot.for === null && slot.party === null;
