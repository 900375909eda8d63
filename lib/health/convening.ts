import type { StoredSession } from "../sessions/model.ts";
import { countOf } from "./figures.ts";
import type { Health } from "./model.ts";
import type { Window } from "./periodicity.ts";
import type { FirstCall } from "./store.ts";

type Outcome = "inTime" | "late" | "provisional" | "notAsked";

/** Whether a notice was in time, by what everyone may know: what tells where a member lives is left aside. */
function outcomeOf({ deadline, acceptedLate }: FirstCall): Outcome {
  if (!deadline) return "notAsked";
  if (acceptedLate) return "late";
  return deadline.provisionalAtSeat ? "provisional" : "inTime";
}

/** Whether members may have been convened to it. */
export const mayBeConvened = ({ status }: StoredSession): boolean =>
  status !== "proposed" && status !== "lapsed";

/** First convocations by whether they were in time. Nothing of the ledger is read: what is proved is in certificates. */
export function noticesOf({ isComplete }: Window, calls: readonly FirstCall[]): Health["notices"] {
  const outcomes = { all: calls.map(outcomeOf), isComplete };
  const of = (outcome: Outcome) => countOf(outcomes, (each) => each === outcome);
  return {
    convened: countOf(outcomes),
    inTime: of("inTime"),
    late: of("late"),
    provisional: of("provisional"),
    notAsked: of("notAsked"),
  };
}

/** What became of the sessions of a window. */
export function sessionsOf(window: Window): Health["sessions"] {
  const of = (...statuses: StoredSession["status"][]) =>
    countOf(window, ({ status }) => statuses.includes(status));
  return {
    total: countOf(window),
    notHeld: of("not-held"),
    unrecorded: of("unrecorded"),
    cancelled: of("cancelled"),
    lapsed: of("lapsed"),
    underWay: of("proposed", "planned", "convened", "open"),
  };
}
