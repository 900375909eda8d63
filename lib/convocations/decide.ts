import { isDeepStrictEqual } from "node:util";
import { frozen } from "../agendas/store.ts";
import type { StoredAgenda } from "../agendas/model.ts";
import type { Holidays } from "../calendars/holidays.ts";
import { effectiveRules } from "../law/effective.ts";
import type { BodyRules } from "../law/model.ts";
import { digestOf } from "../ledger/chain.ts";
import { formatInstant, parseInstant } from "../platform/zone.ts";
import type { StoredFullSession } from "../sessions/model.ts";
import { go } from "../sessions/states.ts";
import type { Convocation, Deadline } from "./model.ts";
import { secondCallOf } from "./second-call.ts";

/** What a convocation is decided from: all of it read before, none of it looked up. */
export interface Ground {
  readonly before: StoredFullSession;
  /** The session as members are to find it; its hour must be known. */
  readonly session: StoredFullSession;
  readonly agenda: StoredAgenda | null;
  readonly rules: BodyRules | null;
  readonly deadline: Deadline | null;
  readonly holidays: Holidays;
  /** The version before this one. */
  readonly last: Convocation | null;
  readonly reason: Convocation["reason"];
  readonly by: string;
  readonly now: number;
  readonly salt: string;
}

/** Freezes what members are told (law: convening): the session after it, and the convocation as it goes on record. */
export function decide(ground: Ground): { session: StoredFullSession; convocation: Convocation } {
  const { before, agenda, rules, deadline, holidays, last, by, now } = ground;
  const n = before.convocations + 1;
  const secondCall = secondCallOf(ground.session, rules, holidays);
  const session: StoredFullSession = {
    ...ground.session,
    secondCall,
    status: go(before.status, "convene"),
    convocations: n,
    sequence: before.sequence + 1,
    version: before.version + 1,
    touched: true,
    updatedAt: formatInstant(now),
  };
  const isChange = before.status === "convened";
  const convocation = sealed({
    ...told(session, n),
    type: isChange ? "change" : "convocation",
    secondCall,
    agenda: agenda && frozen(agenda),
    order: agenda?.order ?? null,
    reason: ground.reason,
    rules: rules ? rulesIn(rules) : {},
    deadline,
    acceptedLate: deadline !== null && now > (parseInstant(deadline.strictest) ?? 0),
    salt: ground.salt,
    convenedAt: formatInstant(now),
    by,
    previous: last?.digest ?? null,
  });
  return { session, convocation };
}

/** The convocation that takes back what members were told. */
export const cancellationOf = (
  session: StoredFullSession,
  last: Convocation,
  { reason, by, now, salt }: Pick<Ground, "reason" | "by" | "now" | "salt">,
): Convocation =>
  sealed({
    ...last,
    // What was cancelled is what they were told; the number is the session's new one.
    n: session.convocations,
    sequence: session.sequence,
    type: "cancellation",
    reason,
    deadline: null,
    acceptedLate: false,
    salt,
    convenedAt: formatInstant(now),
    by,
    previous: last.digest,
  });

/** Whether members would be told anything that they do not know yet. */
export const saysMore = (one: Convocation, other: Convocation): boolean =>
  !isDeepStrictEqual(contentOf(one), contentOf(other));

const contentOf = ({ kind, title, start, duration, place, agenda, order }: Convocation) => ({
  kind,
  title,
  start,
  duration,
  place,
  agenda,
  order,
});

function told(session: StoredFullSession, n: number) {
  const { municipality, body, id, kind, title, start, startUtc, timeZone, duration, place, sequence } =
    session;
  const when = { start, startUtc: startUtc ?? "", timeZone, duration };
  return { municipality, body, session: id, n, kind, title, ...when, place, sequence };
}

/** The rules that hold, each with its article, without what they displaced. */
export function rulesIn(rules: BodyRules): Convocation["rules"] {
  const entries = Object.entries(effectiveRules(rules).rules).map(([name, rule]) => {
    const { displaced: _, ...rest } = rule;
    return [name, rest];
  });
  return Object.fromEntries(entries) as Convocation["rules"];
}

function sealed(content: Omit<Convocation, "digest"> & { digest?: string }): Convocation {
  const { digest: _, ...rest } = content;
  return { ...rest, digest: digestOf(rest) };
}
