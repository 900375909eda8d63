import * as z from "zod";
import { Refusal } from "../errors.ts";

/**
 * A version of minutes: a `draft`, `circulated` to the members, `approved`. A newer version leaves it `superseded`; once
 * approved, only a correction follows, as a version of its own, and what it corrects is then `corrected`.
 */
export const MinutesStatus = z
  .enum(["draft", "circulated", "approved", "superseded", "corrected"])
  .meta({ id: "MinutesStatus" });
export type MinutesStatus = z.infer<typeof MinutesStatus>;

/** What happens, as a verb, is its name in the chart; the user is told it when it cannot. */
interface Transition {
  readonly from: readonly MinutesStatus[];
  /** `same`: the status stays as it is. */
  readonly to: MinutesStatus | "same";
}

/** The state chart of a version of minutes. What is not in it does not happen. */
export const transitions = {
  circulate: { from: ["draft"], to: "circulated" },
  /** A member says that they agree, or what they remark (Ley 40/2015, 18.2). */
  remark: { from: ["circulated"], to: "same" },
  approve: { from: ["circulated"], to: "approved" },
  /** The record of a session that was not held bears the secretary's signature, and no vote (ROF 109.2). */
  sign: { from: ["circulated"], to: "approved" },
  supersede: { from: ["draft", "circulated"], to: "superseded" },
  /** Material or factual errors, never substance (ROF 91.1, DL 2/2003, 110.3). */
  correct: { from: ["approved"], to: "corrected" },
} as const satisfies Record<string, Transition>;
export type TransitionName = keyof typeof transitions;

/** How a version begins: written anew, or as the correction of one that was approved. */
export const beginnings = { write: "draft", correct: "approved" } as const satisfies Record<
  string,
  MinutesStatus
>;

export const mayGo = (status: MinutesStatus, name: TransitionName): boolean =>
  (transitions[name].from as readonly MinutesStatus[]).includes(status);

/** The status after a transition; 409 when the chart has no such way from here. */
export function go(status: MinutesStatus, name: TransitionName): MinutesStatus {
  const { from, to } = transitions[name];
  if (!mayGo(status, name))
    throw new Refusal(
      "wrong-state",
      `Nobody can ${name} minutes that are ${status}: they must be ${from.join(" or ")}.`,
    );
  return to === "same" ? status : to;
}

/** From the narrowest to the widest: each reads what those after it may. */
export const audiences = ["secretariat", "membership", "everyone"] as const;
export type Audience = (typeof audiences)[number];

/** Who reads a version: members what is sent to them, everyone what the body approved. */
export const readers = {
  draft: "secretariat",
  circulated: "membership",
  approved: "everyone",
  superseded: "secretariat",
  corrected: "everyone",
} as const satisfies Record<MinutesStatus, Audience>;
