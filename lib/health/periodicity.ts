import { lifeOf } from "../bodies/show.ts";
import type { StoredBody } from "../bodies/model.ts";
import { effectiveRule } from "../law/effective.ts";
import type { BodyRules } from "../law/model.ts";
import type { ProfileName } from "../law/profiles/profiles.ts";
import { addMonths, daysOf, formatDate } from "../platform/civil.ts";
import type { Certainty } from "../platform/validity.ts";
import type { StoredSession } from "../sessions/model.ts";
import { counted, countOf, notKnown } from "./figures.ts";
import type { Figure, Health, RequiredPeriodicity } from "./model.ts";

/** The sessions of a window, the earliest first; whether they are all of them. */
export interface Window {
  readonly from: string;
  readonly at: string;
  readonly all: readonly StoredSession[];
  readonly isComplete: boolean;
}

/** Articles that ask for a periodicity which the profiles cannot give as a number. */
const ELSEWHERE: {
  readonly [P in ProfileName]?: readonly ["by-inhabitants" | "as-the-plenary-agreed", article: string];
} = {
  "lbrl-rof-plenary": ["by-inhabitants", "LBRL 46.2.a"],
  "dl-2-2003-plenary": ["by-inhabitants", "DL 2/2003, 98.a"],
  "rof-commission": ["as-the-plenary-agreed", "ROF 134.1"],
};

const BY_INHABITANTS =
  "Every month over 20,000 inhabitants, every two months from 5,001 to 20,000, every three up to 5,000.";
const ORDINARY = "Counted from one ordinary session to the next; others do not count.";

const nothing = { every: null, article: null, reading: null } as const;

/** How often ordinary sessions have to be held by the rules of a day: own rule, else law, else an honest word. */
export function requiredBy(rules: BodyRules | null, inForce: Certainty): RequiredPeriodicity {
  if (inForce === "no") return { ...nothing, known: "not-asked", why: "not-in-force" };
  if (!rules) return { ...nothing, known: "not-known", why: "no-rules-stated" };
  const rule = effectiveRule(rules, "periodicity");
  if (rule) {
    const { article, reading } = rule;
    const read = reading === null ? ORDINARY : `${reading} ${ORDINARY}`;
    return { every: rule.value.every, known: "yes", why: null, article, reading: read };
  }
  const [why, article = null] = ELSEWHERE[rules.profile] ?? [];
  if (!why) return { ...nothing, known: "not-asked", why: "no-rule" };
  const reading = why === "by-inhabitants" ? BY_INHABITANTS : null;
  return { every: null, known: "not-known", why, article, reading };
}

type Every = NonNullable<RequiredPeriodicity["every"]>;

const after = (day: number, { n, unit }: Every): number => (unit === "days" ? day + n : addMonths(day, n));

/** Each day of these with the next. */
const pairs = (days: readonly number[]): (readonly [number, number])[] =>
  days.slice(1).map((day, i) => [days[i] ?? day, day] as const);

const longestOf = (days: readonly number[]): number =>
  Math.max(0, ...pairs(days).map(([one, next]) => next - one));

const isKept = (days: readonly number[], every: Every): boolean =>
  pairs(days).every(([one, next]) => after(one, every) >= next);

const dayOf = ({ start }: Pick<StoredSession, "start">): number => daysOf(start).first;
const hasDay = ({ start }: Pick<StoredSession, "start">): boolean => start.length >= "2015-12-04".length;

/** Required against real periodicity over a window. What nobody recorded may have been held: then it is not known. */
export function periodicityOf(
  { body, rules, required }: { body: StoredBody; rules: BodyRules | null; required: RequiredPeriodicity },
  window: Window,
  next: Health["periodicity"]["next"],
): Health["periodicity"] {
  const held = window.all.filter(({ status }) => status === "held");
  const ordinary = window.all.filter(({ kind }) => kind === "ordinary");
  const certain = ordinary.filter((each) => each.status === "held" && hasDay(each)).map(dayOf);
  const possible = ordinary.filter(({ status }) => status === "held" || status === "unrecorded").map(dayOf);
  const since = sinceOf(body, rules, window, certain);
  const end = daysOf(window.at).first;
  const between = (days: readonly number[]) => [since, ...days.filter((day) => day >= since), end];
  const [sure, best] = [between(certain), between(possible)];
  return {
    required,
    held: countOf({ all: held, isComplete: window.isComplete }),
    ordinary: countOf({ all: held, isComplete: window.isComplete }, ({ kind }) => kind === "ordinary"),
    since: formatDate(since),
    longestGapDays: gapOf(window, [since, end], [longestOf(sure), longestOf(best)]),
    lastHeld: held.at(-1)?.start.slice(0, 10) ?? null,
    next,
    kept: keptBy(required, window.isComplete && since < end, sure, best),
  };
}

/** No day to count is no gap of none. */
function gapOf(
  { isComplete }: Window,
  [since, end]: readonly [number, number],
  [sure, best]: readonly [number, number],
): Figure {
  if (!isComplete) return notKnown("too-many");
  if (since >= end) return notKnown("nothing-recorded");
  return sure === best ? counted(sure) : notKnown("sessions-unrecorded");
}

/** Yes by what is sure, no even by what may have been. */
function keptBy(
  { every, known }: RequiredPeriodicity,
  canTell: boolean,
  sure: readonly number[],
  best: readonly number[],
): Certainty | null {
  if (known === "not-asked") return null;
  if (!every || !canTell) return "not-known";
  if (isKept(sure, every)) return "yes";
  return isKept(best, every) ? "not-known" : "no";
}

/** Before the body and its rules are on record nobody can tell a gap from what was not taken in. */
function sinceOf(
  body: StoredBody,
  rules: BodyRules | null,
  { from, at }: Window,
  certain: readonly number[],
): number {
  const { from: begun, recorded } = lifeOf(body);
  const onRecord = Math.min(daysOf(recorded).first, ...certain);
  const days = [daysOf(from).first, onRecord];
  if (begun !== null) days.push(daysOf(begun).last);
  if (rules) days.push(daysOf(rules.from).first);
  return Math.min(Math.max(...days), daysOf(at).first);
}
