import { parseInstant } from "../platform/zone.ts";
import { ofSessions } from "./checks-convocations.ts";
import { twice } from "./checks-ground.ts";
import type { Ground } from "./checks-ground.ts";
import type { Flaw } from "./document-model.ts";
import type { Draft } from "./draft.ts";

/** Slots that are booked, and who booked: these are forgotten some time after, and the slot keeps their code. */
export function* slotFlaws(draft: Draft, ground: Ground): Generator<Flaw> {
  const { slots, bookings, sessions } = draft;
  yield* ofSessions(slots, ({ slot }) => [slot], ground);
  yield* twice(slots, ({ value }) => value?.code ?? null, ".code");
  const counts = new Map(sessions.map(({ id, value }) => [id, value?.slots.length]));
  for (const { path, value } of slots) {
    if (!value) continue;
    const count = counts.get(value.session);
    if (count !== undefined && (value.slot < 1 || value.slot > count))
      yield { path: `${path}.slot`, message: `must be the number of a slot of the session: 1 to ${count}` };
    if (value.state === "taken" && value.code === null)
      yield { path: `${path}.code`, message: "must be that of its booking" };
  }
  yield* ofSessions(bookings, ({ code }) => [code], ground);
  yield* twice(bookings, ({ value }) => value?.code ?? null, ".code");
  const areRead = slots.every(({ value }) => value);
  const taken = new Set(slots.map(({ value }) => value && [value.session, value.slot, value.code].join(" ")));
  for (const { path, value } of bookings) {
    if (!value) continue;
    const { session, slot, code, cancelled, forgetAt } = value;
    if (areRead && !cancelled && !taken.has([session, slot, code].join(" ")))
      yield { path: `${path}.slot`, message: "there is no such slot with its code in this document" };
    if (parseInstant(forgetAt) === null)
      yield { path: `${path}.forgetAt`, message: 'must be an instant like "2016-03-11T00:00:00Z"' };
  }
}
