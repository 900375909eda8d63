import { secretariat } from "../bodies/offices.ts";
import { Refusal } from "../errors.ts";
import type { Operation } from "../platform/contract.ts";
import { isOpen } from "../sessions/slot-model.ts";
import { inHand, loadSlots, shownSlot, slotIn } from "./load.ts";
import type { StoredSlot } from "./model.ts";
import { partiesOf } from "./party.ts";
import type { slots } from "./routes.ts";
import { eachSlot, findSlot, putSlot } from "./store.ts";

export { putBooking } from "./book.ts";
export { cancelBooking, getBooking } from "./cancel.ts";
export { swapSlots } from "./swap.ts";

type Chart = typeof slots;

export const listSlots: Operation<Chart["listSlots"]> = async ({ path, caller }, context) => {
  const { municipality, session: id } = path;
  const { table, now, allows } = context;
  const booked = new Map<number, StoredSlot>();
  const { seen } = await loadSlots(table, municipality, id);
  for await (const each of eachSlot(table, municipality, id)) booked.set(each.slot, each);
  const isPrivate = seen.slots.some((slot) => slot.private);
  const isKeeper =
    isPrivate && caller !== null && (await allows(secretariat, { municipality, body: seen.body }));
  const isTheirs = isPrivate
    ? await partiesOf(
        context,
        caller,
        municipality,
        seen.slots.map(({ party }) => party),
      )
    : () => false;
  const items = seen.slots.map((slot, i) => {
    const shown = shownSlot(seen, i + 1, booked.get(i + 1) ?? null, now);
    const isHidden = slot.private && !isKeeper && !isTheirs(slot.party);
    return isHidden ? { ...shown, for: null, party: null } : shown;
  });
  return { status: 200, body: { session: id, items } };
};

/** Puts on record that whoever had a slot did not come, once its hour has come. */
export const markNoShow: Operation<Chart["markNoShow"]> = async ({ path }, context) => {
  const { municipality, session: id, slot: n } = path;
  const { table, now, permit, commit } = context;
  const [{ town, session, seen }, found] = await Promise.all([
    loadSlots(table, municipality, id),
    findSlot(table, municipality, id, n),
  ]);
  await permit(secretariat, { municipality, body: session.body });
  const { slot, time } = slotIn(seen, n);
  if (found?.state === "no-show") return { status: 200, body: shownSlot(seen, n, found, now) };
  if (!found && isOpen(slot))
    throw new Refusal("wrong-state", "Nobody has booked it: there is nobody who did not come.");
  if (now < time.from)
    throw new Refusal("wrong-state", `It begins at ${time.start}: nobody is late before that.`);
  if (seen.status === "cancelled" || seen.status === "not-held")
    throw new Refusal("wrong-state", `Its session is ${seen.status}: nobody had to come.`);
  const after: StoredSlot = {
    municipality,
    session: id,
    slot: n,
    code: found?.code ?? null,
    state: "no-show",
    version: (found?.version ?? 0) + 1,
  };
  return commit(
    { status: 200, body: shownSlot(seen, n, after, now) },
    [putSlot(after, found), inHand(session, town.timeZone, now)],
    { session: id, slot: n },
  );
};
