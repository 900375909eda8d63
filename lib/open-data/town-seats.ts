import { entryOf } from "../bodies/store.ts";
import { faulty } from "../errors.ts";
import { cursorOf, sortKeyIn } from "../platform/cursor.ts";
import type { Table } from "../platform/dynamo.ts";
import { StoredSeat } from "../seats/model.ts";
import { keys } from "../table.ts";

/** Bodies that one page looks at: each costs a Query. */
const MOST_BODIES = 25;

interface TownSeats {
  readonly items: readonly {
    readonly seat: StoredSeat;
    /** The first day on which its body was no more; null: it is. */
    readonly dissolved: string | null;
  }[];
  readonly cursor: string | null;
}

/**
 * A page of the seats of a town, body by body as its list has them. A seat stands with its body and in no list of the
 * town: so it is one Query a body, of so many bodies. The cursor says in which body it goes on, behind which seat.
 */
export async function seatsOfTown(
  table: Table,
  town: string,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<TownSeats> {
  const [last = "", behind = ""] = cursor === undefined ? [] : placeIn(cursor);
  const listed = await table.query({
    ...keys.bodies(town),
    ...(last !== "" && { from: last }),
    limit: MOST_BODIES,
  });
  const found: TownSeats["items"][number][] = [];
  let done = last;
  for (const item of listed.items) {
    if (item.sk === last && behind === "") continue;
    const room = limit - found.length;
    if (room === 0) return { items: found, cursor: cursorAt(done, "") };
    const { id, until } = entryOf(item);
    const within = keys.seatsOf(town, id);
    const page = await table.query({
      ...within,
      limit: room,
      consistent: true,
      ...(item.sk === last && { after: { pk: within.pk, sk: behind } }),
    });
    found.push(...page.items.map((each) => ({ seat: StoredSeat.parse(each), dissolved: until })));
    if (page.last) return { items: found, cursor: cursorAt(item.sk, String(page.last["sk"])) };
    done = item.sk;
  }
  return { items: found, cursor: listed.last ? cursorAt(done, "") : null };
}

/** The line of a body and the key of a seat, neither of which holds a blank. */
const cursorAt = (body: string, seat: string): string | null => cursorOf({ at: `${body} ${seat}` }, "at");

const SEAT = keys.seatsOf("", "").prefix;

function placeIn(cursor: string): string[] {
  const place = sortKeyIn(cursor, {}).split(" ");
  const [body = "", seat = ""] = place;
  if (place.length === 2 && body !== "" && (seat === "" || seat.startsWith(SEAT))) return place;
  throw faulty([
    { in: "query", path: "$.cursor", message: "must be the cursor of the page before, as it was given" },
  ]);
}
