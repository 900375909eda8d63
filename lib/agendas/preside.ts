import { secretariat } from "../bodies/offices.ts";
import { Refusal } from "../errors.ts";
import type { Context } from "../platform/contract.ts";
import { holds } from "../platform/validity.ts";
import { dateAt } from "../platform/zone.ts";
import { eachSeat } from "../seats/store.ts";
import type { StoredFullSession } from "../sessions/model.ts";

/** The seat over which the caller orders a convocation; null: the secretariat records what the president ordered. */
export async function presidingSeat(
  { table, now, allows }: Pick<Context, "table" | "now" | "allows">,
  { municipality, body }: StoredFullSession,
): Promise<string | null> {
  for await (const seat of eachSeat(table, municipality, body)) {
    const presides = seat.role === "president" || seat.role === "vice-president";
    if (!presides || holds(seat, dateAt(now, seat.timeZone)) !== "yes") continue;
    if (await allows(["member"], { municipality, body, seat: seat.id })) return seat.id;
  }
  if (await allows(secretariat, { municipality, body })) return null;
  throw new Refusal(
    "forbidden",
    "Whoever presides the body orders its convocations, or its secretary records that.",
  );
}
