import type { RuleName, RuleValue } from "../law/rule-model.ts";
import { ruleShapes } from "../law/rule-model.ts";
import type { Meeting } from "./model.ts";

/** A rule as it was frozen for a meeting, with its article; null where none was. */
export function ruleIn<N extends RuleName>(
  rules: Meeting["rules"],
  name: N,
): { readonly value: RuleValue<N>; readonly article: string | null } | null {
  const rule = rules[name];
  if (!rule) return null;
  return { value: ruleShapes[name].parse(rule.value) as RuleValue<N>, article: rule.article };
}
