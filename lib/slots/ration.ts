import { createHash } from "node:crypto";
import * as z from "zod";
import { secretariat } from "../bodies/offices.ts";
import { Refusal } from "../errors.ts";
import type { Caller } from "../platform/caller.ts";
import type { Context } from "../platform/contract.ts";
import type { Write } from "../platform/writes.ts";
import { formatInstant } from "../platform/zone.ts";
import { keys } from "../table.ts";

/** Bookings a day, in all towns together, that mail to one address: whoever has more to book leaves it out, or asks the office. */
const MOST_A_DAY = 10;
const KEPT_SECONDS = 2 * 24 * 3600;

const Counted = z.object({ count: z.int() });

const TOO_OFTEN = new Refusal(
  "too-many",
  `${MOST_A_DAY} slots were booked with this address of mail today: leave the address out, ask the office, or come back tomorrow.`,
);

/** What stands for a mailbox on a day: "Anna+1@…" reaches whom "anna@…" reaches. */
const digestOf = (email: string, day: string): string =>
  createHash("sha256")
    .update(`${day}\n${email.toLowerCase().replace(/\+[^@]*/, "")}`)
    .digest("base64url");

/**
 * Counts a booking that will mail to an address which nobody has proved to be theirs, in the commit of the booking; 429
 * when it was enough for today. What is counted is a digest, behind the wall of bookings, gone within two days. Cancelling
 * does not give it back: that mails, too. The secretariat of the body books for whom it wants.
 */
export async function countOf(
  { email, caller }: { readonly email: string | null; readonly caller: Caller | null },
  place: { readonly municipality: string; readonly body: string },
  { table, now, allows }: Pick<Context, "table" | "now" | "allows">,
): Promise<Write[]> {
  if (email === null || (caller !== null && (await allows(secretariat, place)))) return [];
  const day = formatInstant(now).slice(0, 10);
  const key = keys.bookingsTo(day, digestOf(email, day));
  const item = await table.get(key);
  const before = item ? Counted.parse(item).count : null;
  if (before !== null && before >= MOST_A_DAY) throw TOO_OFTEN;
  const expiresAtSeconds = Math.floor(now / 1000) + KEPT_SECONDS;
  return [
    {
      put: { ...key, count: (before ?? 0) + 1, expiresAtSeconds },
      when: before === null ? "absent" : { is: { count: before } },
    },
  ];
}
