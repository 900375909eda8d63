import type { Slot } from "./slot-model.ts";

/** Slots as everyone sees them: of a private one only that it is not free. */
export const discreet = <T extends { readonly slots: readonly Slot[] }>(
  of: T,
): Omit<T, "slots"> & { slots: Slot[] } => ({
  ...of,
  slots: of.slots.map((slot) => (slot.private ? { ...slot, for: null, party: null } : slot)),
});
