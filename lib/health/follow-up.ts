import { effectiveRule } from "../law/effective.ts";
import type { BodyRules } from "../law/model.ts";
import type { MinutesStand } from "../open-data/minutes.ts";
import { daysOf } from "../platform/civil.ts";
import type { StoredSession } from "../sessions/model.ts";
import type { FollowUp } from "../table.ts";
import { counted, countOf, notAsked, notKnown } from "./figures.ts";
import type { Figure, Health } from "./model.ts";
import type { Window } from "./periodicity.ts";

/** What a body has still to see to, read from its lines, and whether those are all of them. */
interface Lines {
  readonly all: readonly FollowUp[];
  readonly isComplete: boolean;
}

/** A session whose minutes wait. */
type Waiting = Pick<StoredSession, "start"> & { readonly id: string };

interface Standing {
  readonly window: Window;
  readonly rules: BodyRules | null;
  readonly minutes: ReadonlyMap<string, MinutesStand>;
  readonly lines: Lines;
  /** The day as of which it stands so. */
  readonly today: string;
}

/** Minutes of held sessions: how far they have come, and what the rule says of those that are not approved. */
export function minutesStanding({ window, rules, minutes, lines, today }: Standing): Health["minutes"] {
  const held = window.all.filter(({ status }) => status === "held");
  const stateOf = ({ id }: Waiting) => {
    const { approved = null, latest = null } = minutes.get(id) ?? {};
    if (approved) return "approved";
    return latest ? (latest.status === "circulated" ? "circulated" : "draft") : "none";
  };
  const inWindow = new Set(window.all.map(({ id }) => id));
  const earlier = lines.all.flatMap((line) =>
    line.about === "minutes" && !inWindow.has(line.session) && line.start < window.from
      ? [{ id: line.session, start: line.start }]
      : [],
  );
  const waiting: Waiting[] = [...earlier, ...held.filter((each) => stateOf(each) !== "approved")];
  const all = { all: held, isComplete: window.isComplete };
  const of = (state: ReturnType<typeof stateOf>) => countOf(all, (each) => stateOf(each) === state);
  const isComplete = window.isComplete && lines.isComplete;
  const rule = rules && effectiveRule(rules, "minutesApproval");
  return {
    asOf: today,
    approved: of("approved"),
    circulated: of("circulated"),
    draft: of("draft"),
    none: of("none"),
    earlier: countOf({ all: earlier, isComplete: lines.isComplete }),
    oldestDays: isComplete ? oldestOf(waiting, today) : notKnown("too-many"),
    overdue: overdueOf({ rules, rule: rule?.value ?? null, waiting, held, isComplete }),
    rule: rule && { value: rule.value, article: rule.article },
  };
}

function oldestOf(waiting: readonly Waiting[], today: string): Figure {
  const days = waiting.map(({ start }) => daysOf(today).first - daysOf(start).last);
  return days.length === 0 ? { value: null, known: "yes", why: null } : counted(Math.max(0, ...days));
}

/** Where minutes are approved in the next session, they are overdue once that one was held and they still wait. */
function overdueOf({
  rules,
  rule,
  waiting,
  held,
  isComplete,
}: {
  readonly rules: BodyRules | null;
  readonly rule: "same-or-next-session" | "next-session" | "next-ordinary-session" | null;
  readonly waiting: readonly Waiting[];
  readonly held: readonly StoredSession[];
  readonly isComplete: boolean;
}): Figure {
  if (!rules) return notKnown("no-rules-stated");
  if (rule === null) return notAsked("no-rule");
  const counting = held.filter(({ kind }) => rule !== "next-ordinary-session" || kind === "ordinary");
  return countOf({ all: waiting, isComplete }, ({ id, start }) =>
    counting.some((next) => next.id !== id && next.start > start),
  );
}

/** The agreements of a body that are not over. */
export function agreementsStanding({ all, isComplete }: Lines, today: string): Health["agreements"] {
  const lines = { all: all.filter((line) => line.about === "agreement"), isComplete };
  return {
    asOf: today,
    open: countOf(lines, ({ state }) => state === "open"),
    inProgress: countOf(lines, ({ state }) => state === "in-progress"),
    overdue: countOf(lines, ({ due }) => due !== null && due < today),
  };
}
