import * as z from "zod";
import { Refusal } from "../errors.ts";

/**
 * `proposed` falls on a holiday and waits for the secretary; nobody decided: `lapsed`. `planned`, then `convened`,
 * then `open`, then `held`. A day that passed without a record leaves `unrecorded`.
 */
export const SessionStatus = z
  .enum(["proposed", "planned", "convened", "open", "held", "not-held", "cancelled", "lapsed", "unrecorded"])
  .meta({ id: "SessionStatus" });
export type SessionStatus = z.infer<typeof SessionStatus>;

/** What happens, as a verb, is its name in the chart; the user is told it when it cannot. */
interface Transition {
  readonly from: readonly SessionStatus[];
  /** `same`: the status stays as it is. */
  readonly to: SessionStatus | "same";
}

/** The state chart of a session. What is not in it does not happen. */
export const transitions = {
  keep: { from: ["proposed"], to: "planned" },
  skip: { from: ["proposed"], to: "cancelled" },
  propose: { from: ["planned"], to: "proposed" },
  cancel: { from: ["proposed", "planned", "convened"], to: "cancelled" },
  reinstate: { from: ["cancelled"], to: "planned" },
  /** Work on its agenda; what members were convened with stays. */
  prepare: { from: ["proposed", "planned", "convened"], to: "same" },
  /** Members are convened, or once more, with what changed: a move of a convened session is one of these. */
  convene: { from: ["planned", "convened"], to: "convened" },
  /** Who comes and who goes is recorded; what is closed is not taken again. */
  attend: { from: ["planned", "convened", "open", "unrecorded", "held", "not-held"], to: "same" },
  /** There is a quorum, and whoever presides opens it. */
  open: { from: ["convened"], to: "open" },
  /** All members are there and want it: no convocation is needed, where the rules say so. */
  constitute: { from: ["planned"], to: "open" },
  close: { from: ["open"], to: "held" },
  /** Nobody could open it: the record says why, who came, who was excused. */
  fail: { from: ["convened"], to: "not-held" },
  /** What nobody recorded on its day, put on record later; also what was taken in as held, and of which more is known. */
  recordHeld: { from: ["unrecorded", "held"], to: "held" },
  recordNotHeld: { from: ["unrecorded", "not-held"], to: "not-held" },
  /** What a session of the past dealt with, to which nobody was convened here. */
  recordAgenda: { from: ["unrecorded", "held"], to: "same" },
  move: { from: ["proposed", "planned"], to: "same" },
  edit: { from: ["proposed", "planned", "convened", "unrecorded", "held", "not-held"], to: "same" },
  lapse: { from: ["proposed"], to: "lapsed" },
  leaveUnrecorded: { from: ["planned", "convened"], to: "unrecorded" },
} as const satisfies Record<string, Transition>;
export type TransitionName = keyof typeof transitions;

export const mayGo = (status: SessionStatus, name: TransitionName): boolean =>
  (transitions[name].from as readonly SessionStatus[]).includes(status);

/** The status after a transition; 409 when the chart has no such way from here. */
export function go(status: SessionStatus, name: TransitionName): SessionStatus {
  const { from, to } = transitions[name];
  if (!mayGo(status, name))
    throw new Refusal(
      "wrong-state",
      `A session that is ${status} cannot ${name}: it must be ${from.join(" or ")}.`,
    );
  return to === "same" ? status : to;
}

/** What the end of its day does to a session that nobody decided or recorded. */
export const closing = (status: "planned" | "convened" | "proposed"): "lapse" | "leaveUnrecorded" =>
  status === "proposed" ? "lapse" : "leaveUnrecorded";

/** Statuses that generation may still revise, as long as no hand has touched the session. */
export const isOpenToGeneration = (status: SessionStatus): boolean =>
  status === "proposed" || status === "planned";
