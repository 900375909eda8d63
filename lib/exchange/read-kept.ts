import { Document as KeptDocument } from "../documents/model.ts";
import { loadExcuses } from "../excuses/store.ts";
import { Use } from "../places/model.ts";
import type { Table } from "../platform/dynamo.ts";
import type { StoredFullSession } from "../sessions/model.ts";
import { StoredBooking } from "../slots/model.ts";
import { eachSlot } from "../slots/store.ts";
import { StoredCounts, StoredSurvey } from "../surveys/model.ts";
import { keys } from "../table.ts";
import type { Document } from "./document-model.ts";
import { allOf, gathered, itemsOf } from "./gather.ts";
import { SessionRoom } from "./held-model.ts";
import type { keptShapes } from "./held-model.ts";

interface Of extends Pick<Document, "places" | "answers"> {
  readonly sessions: readonly StoredFullSession[];
  /** The people who are on record. */
  readonly known: ReadonlySet<string>;
}

/** Rooms, slots, documents, surveys, and what is personal of them. */
export async function readKept(
  table: Table,
  town: string,
  { sessions, places, answers, known }: Of,
): Promise<Omit<Pick<Document, keyof typeof keptShapes>, "places">> {
  const uses: Document["uses"] = [];
  for (const { id } of places) uses.push(...(await allOf(table, keys.usesOf(town, id), Use)));
  const slots: Document["slots"] = [];
  // Only a session in somebody's hands has slots that are booked: booking is one.
  for (const { id } of sessions.filter((each) => each.touched && each.slots.length > 0))
    slots.push(...(await gathered(eachSlot(table, town, id))));
  const rooms = await itemsOf(
    table,
    sessions.map(({ id }) => keys.room(town, id)),
  );
  return {
    uses,
    slots,
    rooms: rooms.map((item) => SessionRoom.parse(item)),
    // Those of who was erased are about to go, and stay behind.
    excuses: await loadExcuses(
      table,
      answers.flatMap(({ excuse: person, ...answer }) =>
        person !== null && known.has(person) ? [{ ...answer, person }] : [],
      ),
    ),
    bookings: await allOf(table, keys.bookings(town), StoredBooking),
    documents: await allOf(table, keys.documents(town), KeptDocument),
    surveys: await allOf(table, keys.surveys(town), StoredSurvey),
    surveyCounts: await allOf(table, keys.allSurveyCounts(town), StoredCounts),
  };
}
