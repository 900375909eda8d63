import type { EventName, LedgerEvent } from "../ledger/model.ts";
import { memberKey } from "../ledger/store.ts";
import type { RuleValue } from "../law/rule-model.ts";
import { parseInstant } from "../platform/zone.ts";
import type { Convocation } from "../convocations/model.ts";
import { currentOf } from "../ledger/chain.ts";
import type { MemberNotice, NoticeState } from "./model.ts";

type From = RuleValue<"effectiveAt">;

/**
 * From which events a notice counts as given (Ley 39/2015, 41 and 43). A mail counts as available once the member's own
 * server took it [R]; that it was opened nobody can prove, so where access counts only what was served does.
 */
const COUNTING: Readonly<Record<From, readonly EventName[]>> = {
  sent: ["sent", "delivered", "served"],
  available: ["delivered", "served"],
  delivered: ["delivered", "served"],
  accessed: ["served"],
};

/** The rule that held for a convocation: where none does, what was sent is what can be shown. */
export function countingOf({ rules }: Pick<Convocation, "rules">) {
  const rule = rules["effectiveAt"];
  return {
    from: (rule?.value as From | undefined) ?? "sent",
    article: rule?.article ?? null,
    reading: rule?.reading ?? null,
  };
}

/** Of several things that happened to a notice, the first of these says how it stands, in whatever order they were told. */
const RANKED: readonly (readonly [EventName, NoticeState])[] = [
  ["withdrawn", "withdrawn"], // what is sent to someone who left takes back what they were told before
  ["served", "served"],
  ["bounced", "failed"],
  ["refused", "failed"],
  ["delivered", "delivered"],
  ["complained", "delivered"],
  ["sent", "sent"],
  ["withheld", "withheld"],
  ["superseded", "superseded"],
  ["published", "published"],
];

/** How a notice stands, from what is on record since it was decided; the chain holds one event at least. */
export function noticeOf(chain: readonly LedgerEvent[], from: From): MemberNotice {
  const current = currentOf(chain);
  const [first] = current;
  if (!first) throw new Error("a chain without any event");
  const { seat, tenure, channel, addressee = null, lastLawfulMoment = null } = first;
  const waiting = channel === "paper" ? "to-print" : "to-send";
  const state = RANKED.find(([name]) => current.some(({ event }) => event === name))?.[1] ?? waiting;
  const counting = givingOf(current, from, state);
  const givenAt = counting && momentOf(counting);
  return {
    id: `${memberKey(first)}.${channel}`,
    seat,
    tenure,
    channel,
    state,
    addressee,
    lastLawfulMoment,
    givenAt,
    givenBy: counting?.event ?? null,
    recordedAt: counting?.at ?? null,
    inTime: givenAt === null || lastLawfulMoment === null ? null : isInTime(givenAt, lastLawfulMoment),
    head: chain.at(-1)?.digest ?? "",
    events: [...chain],
  };
}

/** The event by which a notice was given: of what was served the last word counts; what came back was never given. */
function givingOf(current: readonly LedgerEvent[], from: From, state: NoticeState): LedgerEvent | null {
  const served = current.findLast(({ event }) => event === "served");
  if (served) return served;
  if (state === "failed") return null;
  return current.find(({ event }) => COUNTING[from].includes(event)) ?? null;
}

/** What was served was given when it was handed over, not when somebody wrote that down. */
const momentOf = ({ at, servedAt }: LedgerEvent): string => servedAt ?? at;

const isInTime = (given: string, limit: string): boolean =>
  (parseInstant(given) ?? Infinity) <= (parseInstant(limit) ?? 0);
