import { loadBody, mustStillAct } from "../bodies/store.ts";
import { reconsider } from "../convocations/timers.ts";
import { badInput } from "../errors.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import type { Asked, Context, Operation, Route } from "../platform/contract.ts";
import { mustMatch } from "../platform/http.ts";
import { setTimer } from "../platform/timers.ts";
import { dateAt } from "../platform/zone.ts";
import { endsBy, isOver } from "../platform/validity.ts";
import type { Write } from "../platform/writes.ts";
import { endWrites } from "./end.ts";
import { guards } from "./guards.ts";
import type { StoredSeat } from "./model.ts";
import { corrected, mustBeSound, newSeat, succeeded } from "./revise.ts";
import type { seats } from "./routes.ts";
import { fullSeat, withinBody } from "./show.ts";
import { loadSeat, recordSubstitutes, recordTenure, seatWrites } from "./store.ts";
import { timerWrites } from "./timers.ts";

export { getSeat, listSeats } from "./read.ts";

type Chart = typeof seats;

export const createSeat: Operation<Chart["createSeat"]> = async (
  { path, body: input },
  { table, now, newId, commit },
) => {
  const { municipality, body: bodyId } = path;
  const [{ language }, body] = await Promise.all([
    loadMunicipality(table, municipality, "eventually"),
    loadBody(table, municipality, bodyId),
  ]);
  const { timeZone } = body;
  const today = dateAt(now, timeZone);
  const ground = { id: newId(), municipality, body: bodyId, language, timeZone, today };
  const seat = mustBeSound(newSeat(input, ground));
  const dissolved = body.dissolved?.date ?? null;
  if (dissolved !== null && !endsBy(seat.until, dissolved))
    throw badInput([["$.until", `'${bodyId}' was dissolved ${dissolved}: say until when the seat was held`]]);
  const isPast = isOver(seat, today);
  return commit(
    {
      status: 201,
      body: fullSeat(seat, today),
      location: `/v1/municipalities/${municipality}/bodies/${bodyId}/seats/${seat.id}`,
    },
    [
      ...(isPast ? recordTenure(seat) : [...seatWrites(null, seat), ...timerWrites(null, seat)]),
      ...guards(body, seat, null),
      setTimer(reconsider(municipality, bodyId, now, seat.id)),
      mustStillAct(body),
    ],
    { body: bodyId, seat: seat.id },
  );
};

export const updateSeat: Operation<Chart["updateSeat"]> = (request, context) => {
  const { since, ...patch } = request.body;
  return revise(request, context, (before, { language, today }) => {
    if (since !== undefined) return succeeded(before, { ...patch, since }, language, today);
    const after = corrected(before, patch, language);
    return isOver(after, today) ? { ended: after, after: null } : { ended: null, after };
  });
};

export const putSubstitutes: Operation<Chart["putSubstitutes"]> = (request, context) =>
  revise(request, context, (before) => {
    const { substitutes } = request.body;
    return { ended: null, after: mustBeSound({ ...before, substitutes, version: before.version + 1 }) };
  });

/** What becomes of a seat: a tenure that ends, and what is there from now on. */
interface Revision {
  readonly ended: StoredSeat | null;
  readonly after: StoredSeat | null;
}

/** One seat, one change, one commit: the seat, what shows it by entity and by person, its timer. */
async function revise(
  { path, ifMatch }: Asked<Route & Pick<Chart["updateSeat"], "path">>,
  { table, now, commit }: Context,
  change: (before: StoredSeat, ground: { language: string; today: string }) => Revision,
) {
  const { municipality: town, body: bodyId, seat: id } = path;
  const [{ language }, body, before] = await Promise.all([
    loadMunicipality(table, town, "eventually"),
    loadBody(table, town, bodyId),
    loadSeat(table, town, bodyId, id),
  ]);
  mustMatch(ifMatch, before.version);
  const today = dateAt(now, body.timeZone);
  const changed = change(before, { language, today });
  const dissolved = body.dissolved?.date ?? null;
  const within = changed.after && withinBody(changed.after, dissolved);
  // A seat does not outlive its body, whatever is said of it.
  const isLast = within !== null && isOver(within, today);
  const { ended, after } = isLast ? { ended: within, after: null } : { ended: changed.ended, after: within };
  const shown = after ?? ended ?? before;
  return commit(
    { status: 200 as const, body: fullSeat(shown, today) },
    [
      ...writesOf(before, { ended, after }, today),
      ...guards(body, shown, before),
      setTimer(reconsider(town, bodyId, now, id)),
      mustStillAct(body),
    ],
    { body: bodyId, seat: id, version: shown.version },
  );
}

function writesOf(before: StoredSeat, { ended, after }: Revision, today: string): Write[] {
  if (!after) return ended ? endWrites(before, ended) : [];
  return [
    ...seatWrites(before, after),
    ...timerWrites(before, after),
    ...(ended ? recordTenure(ended) : recordSubstitutes(before, after, today)),
  ];
}
