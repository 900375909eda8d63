import { Refusal } from "../errors.ts";
import { carryOut } from "../platform/commit.ts";
import type { Platform } from "../platform/platform.ts";
import type { Write } from "../platform/writes.ts";
import { currentOf, nextEvent } from "./chain.ts";
import type { ChainOf, Facts, Head, LedgerEvent } from "./model.ts";
import { loadChain, putEvent } from "./store.ts";

const MOST_TRIES = 8;
/** Who says what became of a mail. */
export const MAIL_SERVICE = "mail-service";

/**
 * Puts an event at the end of a chain, together with the other writes. `head` is where the chain is thought to end;
 * another event that came between is followed, not fought. What the mail service tells twice is recorded once.
 * Throws the refusal of one of the other writes when its condition does not hold: then nothing was written.
 */
export async function append(
  { table, keys }: Pick<Platform, "table" | "keys">,
  of: ChainOf,
  head: Head,
  facts: Facts,
  others: readonly Write[] | ((event: LedgerEvent) => readonly Write[]) = [],
): Promise<void> {
  const ring = await keys();
  let last = head;
  for (let attempt = 1; ; attempt++) {
    const event = nextEvent(of, last, facts, ring);
    try {
      const rest = typeof others === "function" ? others(event) : others;
      return await carryOut(table, [...rest, putEvent(event)]);
    } catch (error) {
      const isOvertaken = error instanceof Refusal && error.code === "changed-meanwhile";
      if (!isOvertaken || attempt === MOST_TRIES) throw error;
      const chain = await loadChain(table, of);
      if (isOnRecord(chain, facts)) return;
      last = chain.at(-1) ?? head;
    }
  }
}

/** What the mail service says became of a notice is recorded once, however many mails it took. */
const isOnRecord = (chain: readonly LedgerEvent[], { event, by }: Facts): boolean =>
  by === MAIL_SERVICE && currentOf(chain).some((each) => each.event === event);
