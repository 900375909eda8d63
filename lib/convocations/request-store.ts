import * as z from "zod";
import { everything } from "../platform/dynamo.ts";
import type { Table } from "../platform/dynamo.ts";
import { CalendarDate, Slug } from "../platform/shapes.ts";
import type { Write } from "../platform/writes.ts";
import { SeatId } from "../seats/id-model.ts";
import { SessionId } from "../sessions/id-model.ts";
import { keys } from "../table.ts";

/** Which seats of a body asked for a session, on which day: what is counted where none may ask too often. */
export const StoredRequest = z.object({
  municipality: Slug,
  body: Slug,
  on: CalendarDate,
  session: SessionId,
  seats: z.array(SeatId),
});
export type StoredRequest = z.infer<typeof StoredRequest>;

export const putRequest = (request: StoredRequest): Write => ({
  put: {
    ...keys.request(request.municipality, request.body, request.on, request.session),
    ...request,
  },
});

/** What the members of a body asked for in a year; without one, ever. Strongly consistent. */
export async function* eachRequest(
  table: Table,
  town: string,
  body: string,
  year = "",
): AsyncGenerator<StoredRequest> {
  for await (const item of everything(table, { ...keys.requestsOf(town, body, year), consistent: true }))
    yield StoredRequest.parse(item);
}
