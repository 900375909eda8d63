import { loadBody } from "../bodies/store.ts";
import { Refusal } from "../errors.ts";
import type { Operation } from "../platform/contract.ts";
import { dateAt } from "../platform/zone.ts";
import { holds } from "../platform/validity.ts";
import type { StoredSeat } from "./model.ts";
import type { seats } from "./routes.ts";
import { shownSeat, withinBody } from "./show.ts";
import { findSeat, pastSeats, seatPage } from "./store.ts";

type Chart = typeof seats;

export const listSeats: Operation<Chart["listSeats"]> = async ({ path, query }, { table, now }) => {
  const { municipality: town, body: bodyId } = path;
  const [body, page] = await Promise.all([
    loadBody(table, town, bodyId),
    seatPage(table, town, bodyId, query, query.at !== undefined),
  ]);
  const day = query.at ?? dateAt(now, body.timeZone);
  const items = page.items
    .map((seat) => shownSeat(withinBody(seat, body.dissolved?.date ?? null), day))
    .filter(({ inForce }) => inForce !== "no");
  return { status: 200, body: { items, cursor: page.cursor } };
};

/** The tenure of the day; else the present one, else the last there was. */
export const getSeat: Operation<Chart["getSeat"]> = async ({ path, query }, { table, now }) => {
  const { municipality: town, body: bodyId, seat: id } = path;
  const [body, present] = await Promise.all([
    loadBody(table, town, bodyId),
    findSeat(table, town, bodyId, id),
  ]);
  const day = query.at ?? dateAt(now, body.timeZone);
  const within = (seat: StoredSeat): StoredSeat => withinBody(seat, body.dissolved?.date ?? null);
  const on = (seat: StoredSeat) => holds(within(seat), day);
  if (present && on(present) === "yes") return { status: 200, body: shownSeat(within(present), day) };
  let last: StoredSeat | null = null;
  let then: StoredSeat | null = null;
  for await (const tenure of pastSeats(table, town, bodyId, id)) {
    last = tenure;
    if (on(tenure) === "yes" || (on(tenure) === "not-known" && !then)) then = tenure;
  }
  const isSure = then && on(then) === "yes";
  const found = isSure || !present || on(present) === "no" ? (then ?? present ?? last) : present;
  if (!found) throw new Refusal("not-found", `There is no seat '${id}' of '${bodyId}' in '${town}'.`);
  return { status: 200, body: shownSeat(within(found), day) };
};
