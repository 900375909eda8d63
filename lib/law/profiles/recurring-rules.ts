import type { RuleValue } from "../rule-model.ts";

/** Shapes that several laws share, so that a profile says only what is its own. */
export const presidentOrders: RuleValue<"convening"> = { orders: "president", effects: "secretary" };
export const mayorOrders: RuleValue<"convening"> = { orders: "mayor", effects: "secretary" };

export const atLeastHalf: RuleValue<"quorumFirstCall"> = {
  share: "half",
  with: ["president", "secretary"],
  throughout: false,
};
export const aThird = (throughout: boolean): RuleValue<"quorumFirstCall"> => ({
  share: "third",
  atLeast: 3,
  with: ["president", "secretary"],
  throughout,
});

export const clearWorkingDays = (n: number): RuleValue<"notice"> => ({
  n,
  unit: "working-days",
  clearDays: true,
});
export const noNotice: RuleValue<"urgentNotice"> = { n: 0, unit: "natural-hours" };

export const CLEAR_DAYS =
  "“Between” is read as clear days: neither the day of the notice nor that of the session counts.";
export const NOTIFICATION_BY_ANALOGY =
  "Ley 39/2015, 30, speaks of terms of an interested party: it is used for a notice to a member by analogy.";
