import { StoredBody } from "../bodies/model.ts";
import { noSuchBody } from "../bodies/store.ts";
import { Convocation } from "../convocations/model.ts";
import { BodyRules } from "../law/model.ts";
import { everything } from "../platform/dynamo.ts";
import type { Item, Table } from "../platform/dynamo.ts";
import { StoredSeat } from "../seats/model.ts";
import { followUpOf, keys } from "../table.ts";
import type { FollowUp } from "../table.ts";

/** What hangs on a body, as its health asks for it. */
export interface Ground {
  readonly body: StoredBody;
  /** All that it ever had, the earliest first. */
  readonly rules: readonly BodyRules[];
  readonly seats: readonly StoredSeat[];
}

/** A body with its rules and seats: one Query of its partition, strongly consistent; with what is over, or without. */
export async function loadGround(table: Table, town: string, id: string, withPast: boolean): Promise<Ground> {
  const items: Item[] = [];
  const range = { ...keys.bodyPage(town, id, withPast), consistent: true };
  for await (const item of everything(table, range)) items.push(item);
  const own = items.find(({ sk }) => sk === keys.body(town, id).sk);
  if (!own) throw noSuchBody(town, id);
  const those = (...prefixes: string[]) =>
    items.filter(({ sk }) => prefixes.some((prefix) => sk.startsWith(prefix)));
  return {
    body: StoredBody.parse(own),
    rules: those(keys.rulesOf(town, id).prefix).map((item) => BodyRules.parse(item)),
    seats: those(keys.seatsOf(town, id).prefix, keys.pastSeatsOf(town, id).prefix).map((item) =>
      StoredSeat.parse(item),
    ),
  };
}

/** More lines than that of one body are told as too many. */
const MOST_LINES = 1_000;

/** The agreements of a body that are not over and its minutes that wait to be approved: one Query. */
export async function followUpsOf(
  table: Table,
  town: string,
  body: string,
): Promise<{ all: FollowUp[]; isComplete: boolean }> {
  const { items, last } = await table.query({ ...keys.underWay(town, body), limit: MOST_LINES });
  return { all: items.flatMap(({ sk }) => followUpOf(sk) ?? []), isComplete: last === null };
}

/** What of a first convocation tells whether it was in time. */
const FirstCall = Convocation.pick({ session: true, deadline: true, acceptedLate: true });
export type FirstCall = ReturnType<(typeof FirstCall)["parse"]>;

/** The first convocations of these sessions, of those that have one. */
export const firstCallsOf = async (
  table: Table,
  town: string,
  sessions: readonly { readonly id: string }[],
): Promise<FirstCall[]> =>
  (await table.getMany(sessions.map(({ id }) => keys.convocation(town, id, 1)))).map((item) =>
    FirstCall.parse(item),
  );
