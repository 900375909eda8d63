import { chainFaults } from "../ledger/chain.ts";
import type { LedgerEvent } from "../ledger/model.ts";
import { eventKey, memberKey } from "../ledger/store.ts";
import type { OutboxEntry } from "../outbox/model.ts";
import { outboxKey } from "../outbox/store.ts";
import { ofSessions } from "./checks-convocations.ts";
import type { Ground } from "./checks-ground.ts";
import { timersOf } from "./checks-under-way.ts";
import type { Flaw } from "./document-model.ts";
import type { Draft, Place } from "./draft.ts";
import { sendsMailOf } from "./under-way.ts";

interface EventPlace {
  readonly path: string;
  readonly event: LedgerEvent;
}
type Chains = ReadonlyMap<string, readonly EventPlace[]>;

const versionOf = ({ session, n }: Pick<LedgerEvent, "session" | "n">): string => `${session} ${n}`;
const chainOf = (of: Pick<LedgerEvent, "session" | "n" | "seat" | "tenure" | "channel">): string =>
  `${versionOf(of)} ${memberKey(of)} ${of.channel}`;

/** What is on record of notices, by its digests: they need no key. And the mail that has not left. */
export function* ledgerFlaws(draft: Draft, ground: Ground): Generator<Flaw> {
  yield* ofSessions(draft.ledger, (event) => [eventKey(event).sk], ground);
  yield* ofSessions(draft.outbox, (entry) => [outboxKey(entry).sk], ground);
  const [areRead, chains] = [draft.ledger.every(({ value }) => value), chainsIn(draft.ledger)];
  // Where one cannot be read, nobody knows which is missing.
  if (areRead) yield* chainsFlaws(draft, chains);
  for (const { path, value } of draft.outbox)
    if (value) yield* mailFlaws(path, value, draft, areRead ? chains : null);
}

function chainsIn(ledger: readonly Place<LedgerEvent>[]): Chains {
  const chains = new Map<string, EventPlace[]>();
  for (const { path, value: event } of ledger)
    if (event) chains.set(chainOf(event), [...(chains.get(chainOf(event)) ?? []), { path, event }]);
  for (const chain of chains.values()) chain.sort((one, other) => one.event.sequence - other.event.sequence);
  return chains;
}

function* chainsFlaws({ convocations }: Draft, chains: Chains): Generator<Flaw> {
  const areKnown = convocations.every(({ value }) => value);
  const digests = new Map(convocations.map(({ value }) => [value ? versionOf(value) : "", value?.digest]));
  for (const chain of chains.values()) {
    const [first] = chain;
    const begins = digests.get(first ? versionOf(first.event) : "");
    if (first && areKnown && begins === undefined)
      yield { path: `${first.path}.n`, message: "there is no such convocation in this document" };
    const events = chain.map(({ event }) => event);
    for (const { at, message } of chainFaults(events, begins ?? null, null))
      yield { path: chain[at]?.path ?? "", message };
  }
  const everyone = { seat: "everyone", tenure: 0, channel: "page" } as const;
  for (const { path, value } of convocations)
    if (value && !chains.has(chainOf({ ...value, ...everyone })))
      yield { path, message: "must be on record as published" };
}

/** Mail about a notice hangs on its chain; all mail needs a timer that sends what the stream lost. */
function* mailFlaws(path: string, entry: OutboxEntry, draft: Draft, chains: Chains | null): Generator<Flaw> {
  const { what, n, head, code } = entry;
  const isAlert = what === "alert";
  const isOfNoVersion = isAlert || what === "booking";
  const isNoNotice = isOfNoVersion || what === "minutes";
  if (isOfNoVersion !== (n === 0) || isNoNotice !== (head === null) || isAlert !== (code !== null))
    yield {
      path: `${path}.what`,
      message:
        "an alert has a code, it and what is told of a booking no version, these and what is told of minutes no head; nothing else does",
    };
  if (
    what === "minutes" &&
    !draft.minutes.some(({ value }) => value?.session === entry.session && value.n === n)
  )
    yield { path: `${path}.n`, message: "there is no such version of the minutes in this document" };
  const event = chains?.get(chainOf(entry))?.find(({ event: { sequence } }) => sequence === head?.sequence);
  if (chains && head && event?.event.digest !== head.digest)
    yield { path: `${path}.head`, message: "there is no such event of its chain in this document" };
  if (!timersOf(draft).some(({ timer }) => sendsMailOf(timer, entry)))
    yield { path, message: "needs a timer under way that sends it" };
}
