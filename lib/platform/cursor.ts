import { faulty } from "../errors.ts";
import type { Page, Range } from "./dynamo.ts";

type Bounds = Pick<Range, "prefix" | "from" | "to">;

/** Where a page ended, as an opaque text for the client: the sort key alone, so it can never lead into another partition. */
export function cursorOf(last: Page["last"], sortKey: string): string | null {
  const value = last?.[sortKey];
  return typeof value === "string" ? Buffer.from(value).toString("base64url") : null;
}

/** The sort key in a cursor that came back; 400 when it is none of ours, or of another range than this. */
export function sortKeyIn(cursor: string, { prefix = "", from = "", to }: Bounds): string {
  const key = Buffer.from(cursor, "base64url").toString("utf8");
  const isOurs = key !== "" && Buffer.from(key).toString("base64url") === cursor;
  if (!isOurs || !key.startsWith(prefix) || key < from || (to !== undefined && key > to))
    throw faulty([
      {
        in: "query",
        path: "$.cursor",
        message: "must be the cursor of the page before, with the other parameters as they were",
      },
    ]);
  return key;
}

/** Whether a cursor leads into a range, and not into another one that the same list goes on with. */
export const isWithin = (cursor: string, { prefix = "" }: Bounds): boolean =>
  Buffer.from(cursor, "base64url").toString("utf8").startsWith(prefix);
