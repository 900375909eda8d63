import { isDeepStrictEqual } from "node:util";
import { chainFaults } from "../ledger/chain.ts";
import type { LedgerEvent } from "../ledger/model.ts";
import { eventKey } from "../ledger/store.ts";
import { outboxKey } from "../outbox/store.ts";
import { ofSessions } from "./checks-convocations.ts";
import type { Ground } from "./checks-ground.ts";
import { timersIn } from "./checks-under-way.ts";
import type { Flaw } from "./document-model.ts";
import type { Draft, Place } from "./draft.ts";
import { chainOf, isHeadOf } from "./proof.ts";

type Event = Place<LedgerEvent> & { readonly value: LedgerEvent };

/** The ledger chain by chain, by its digests alone, and the mail that has not left. */
export function* ledgerFlaws(draft: Draft, ground: Ground): Generator<Flaw> {
  yield* ofSessions(draft.ledger, (event) => [eventKey(event).sk], ground);
  yield* ofSessions(draft.outbox, (entry) => [outboxKey(entry).sk], ground);
  const events = draft.ledger.filter((place): place is Event => place.value !== null);
  const isRead = events.length === draft.ledger.length;
  yield* chainsFlaws(draft, events, isRead);
  yield* outboxFlaws(draft, events, isRead);
}
