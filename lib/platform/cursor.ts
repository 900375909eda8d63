import { Refusal } from "../errors.ts";
import type { Page } from "./dynamo.ts";

/** Where a page ended, as an opaque text for the client: the sort key alone, so it can never lead into another partition. */
export function cursorOf(last: Page["last"], sortKey: string): string | null {
  const value = last?.[sortKey];
  return typeof value === "string" ? Buffer.from(value).toString("base64url") : null;
}

/** The sort key in a cursor that came back. */
export function sortKeyIn(cursor: string): string {
  const text = Buffer.from(cursor, "base64url").toString("utf8");
  if (text === "" || Buffer.from(text).toString("base64url") !== cursor)
    throw new Refusal("bad-input", "One fault: see `faults`.", [
      { in: "query", path: "$.cursor", message: "must be the cursor of the page before, as it was given" },
    ]);
  return text;
}
