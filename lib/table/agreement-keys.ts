import { AFTER_ALL, join, nth } from "./parts.ts";
import type { Key } from "./parts.ts";

/** Keys by which agreements are found from elsewhere: from what they carry out, from the body that has to see to them. */
export const agreementKeys = {
  /** What is still to be done of a body: one range, for "in-progress" and "open" are neighbours in the alphabet. */
  pendingAgreementLines: (town: string, body: string) => ({
    pk: join("FOLLOWUP", town, body),
    from: join("AGREEMENT", "in-progress", ""),
    to: join("AGREEMENT", "open", AFTER_ALL),
  }),
  /** That an agreement carries out a plan, or works on a challenge, as that shows it: beside the bodies that lead there. */
  agreementOf: (
    town: string,
    type: "challenge" | "plan",
    id: string,
    [session, n]: [string, number],
  ): Key => ({
    pk: join("RELATED", town, type, id),
    sk: join("AGREEMENT", session, nth(n)),
  }),
  agreementsOn: (town: string, type: "challenge" | "plan", id: string) => ({
    pk: join("RELATED", town, type, id),
    prefix: join("AGREEMENT", ""),
  }),
} as const;
