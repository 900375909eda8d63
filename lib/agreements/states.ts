import * as z from "zod";
import { Refusal } from "../errors.ts";

/** `open`, then `in-progress`, then `done`; `dropped`: nobody is to carry it out any more. */
export const AgreementState = z
  .enum(["open", "in-progress", "done", "dropped"])
  .meta({ id: "AgreementState" });
export type AgreementState = z.infer<typeof AgreementState>;

/** What happens, as a verb, is its name. */
interface Transition {
  readonly from: readonly AgreementState[];
  readonly to: AgreementState;
}

/** The state chart of an agreement. What is not in it does not happen. */
export const transitions = {
  start: { from: ["open"], to: "in-progress" },
  finish: { from: ["open", "in-progress"], to: "done" },
  drop: { from: ["open", "in-progress"], to: "dropped" },
  /** It was not done after all, or is taken up again. */
  reopen: { from: ["in-progress", "done", "dropped"], to: "open" },
} as const satisfies Record<string, Transition>;

/** The state that was asked for; 409 when the chart has no way there from here. */
export function goTo(from: AgreementState, to: AgreementState): AgreementState {
  const ways = Object.values<Transition>(transitions).filter((way) => way.from.includes(from));
  if (from === to || ways.some((way) => way.to === to)) return to;
  throw new Refusal(
    "wrong-state",
    `An agreement that is ${from} cannot become ${to}: it can become ${ways.map((way) => way.to).join(" or ")}.`,
  );
}

/** Whether it is still to be done. */
export const isPending = (state: AgreementState): boolean => state === "open" || state === "in-progress";
