import type { Convening } from "../bodies/convening-model.ts";
import { formatInstant, parseInstant } from "../platform/zone.ts";
import type { StoredFullSession } from "../sessions/model.ts";
import type { Missing } from "../agendas/model.ts";
import type { AlertCode, Outlook } from "./outlook-model.ts";
import type { Preparation } from "./prepare.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const SECOND = 1000;

/** What a look decides. Instants in milliseconds. */
export interface Decision {
  /** How it stands; null where nobody convenes by this body's rules or choice. */
  readonly outlook: Outlook | null;
  /** What stands on the list of what is to be looked at. */
  readonly code: AlertCode | null;
  /** What the secretary is told now by mail. */
  readonly tell: AlertCode | null;
  /** When to look again; null: never, unless something changes. */
  readonly next: number | null;
  /** Whether members are convened now. */
  readonly goes: boolean;
  /** Whether what the secretary was told of is done with. */
  readonly isSettled: boolean;
}

const NOBODY: Missing = {
  what: "members",
  rule: null,
  message: "Nobody would be told: take in the seats, and who sits on them.",
};

const NOTHING: Decision = {
  outlook: null,
  code: null,
  tell: null,
  next: null,
  goes: false,
  isSettled: false,
};

/** How the convocation of a planned session stands at an instant, and what is due. `before` is the last look's. */
export function outlookOf(
  session: StoredFullSession,
  { agenda, rules, missing: lacking, hasMembers, deadline }: Preparation,
  { mode, hoursAhead, warnDays }: Convening,
  before: Outlook | null,
  now: number,
): Decision {
  const start = parseInstant(session.startUtc ?? "") ?? 0;
  // Nobody said what governs the body, and it has not chosen to convene by itself: nothing is owed.
  if (!rules && mode === "review") return { ...NOTHING, isSettled: before !== null };
  const limit = deadline ? (parseInstant(deadline.strictest) ?? 0) : start;
  const dueAt = limit - hoursAhead * HOUR;
  // To nobody it does not go by itself: a secretary may, for it is published all the same.
  const missing = hasMembers ? lacking : [...lacking, NOBODY];
  const isComplete = missing.length === 0 && agenda !== null;
  if (start <= now && before?.told.some(({ code }) => code === "missed"))
    return { ...NOTHING, isSettled: true };
  const ready = isComplete && agenda.ready;
  const provisional = deadline?.provisional ?? false;
  const outlook: Outlook = {
    mode,
    dueAt: formatInstant(dueAt),
    lastLawfulMoment: deadline ? formatInstant(limit) : null,
    provisional,
    ready,
    missing: [...missing],
    told: before?.lastLawfulMoment === (deadline ? formatInstant(limit) : null) ? before.told : [],
    lookedAt: formatInstant(now),
  };
  if (now >= dueAt && now <= limit && ready && !provisional && mode === "automatic")
    return { ...NOTHING, outlook, goes: true };

  const warnings = warnDays.map((days) => dueAt - days * DAY);
  const code = codeAt(now, { limit, dueAt, ready, provisional, mode, warnings });
  const known = code === null ? [] : outlook.told; // what is settled may come back, and is told again
  const isTold =
    code === null || known.some((each) => each.code === code && !isNewWarning(each.at, code, warnings, now));
  const tell = isTold ? null : code;
  const told = tell ? [...known, { code: tell, at: formatInstant(now) }] : known;
  return {
    outlook: { ...outlook, told },
    code,
    tell,
    next: nextLook(session, outlook, warnDays),
    goes: false,
    isSettled: code === null && outlook.told.length > 0,
  };
}

/** When to look again, by what the last look found; null: never, unless something changes. */
export function nextLook(
  { startUtc }: Pick<StoredFullSession, "startUtc">,
  { dueAt, lastLawfulMoment, lookedAt }: Outlook,
  warnDays: Convening["warnDays"],
): number | null {
  const due = parseInstant(dueAt) ?? 0;
  const start = parseInstant(startUtc ?? "") ?? 0;
  const limit = lastLawfulMoment === null ? start : (parseInstant(lastLawfulMoment) ?? 0);
  // The last look, once it has begun, clears what is of no use any more.
  const moments = [...warnDays.map((days) => due - days * DAY), due, limit + SECOND, start + SECOND];
  const ahead = moments.filter((moment) => moment > (parseInstant(lookedAt) ?? 0));
  return ahead.length > 0 ? Math.min(...ahead) : null;
}

/** Of an agenda that is not ready the secretary hears once at each of the days that the body chose. */
const isNewWarning = (toldAt: string, code: AlertCode, warnings: readonly number[], now: number): boolean =>
  code === "not-ready" && warnings.some((moment) => moment <= now && moment > (parseInstant(toldAt) ?? 0));

interface Moment {
  readonly limit: number;
  readonly dueAt: number;
  readonly ready: boolean;
  readonly provisional: boolean;
  readonly mode: Convening["mode"];
  readonly warnings: readonly number[];
}

function codeAt(now: number, { limit, dueAt, ready, provisional, mode, warnings }: Moment): AlertCode | null {
  if (now > limit) return "missed";
  if (now >= dueAt) return ready && (mode === "review" || provisional) ? "to-review" : "overdue";
  return !ready && warnings.some((moment) => moment <= now) ? "not-ready" : null;
}
