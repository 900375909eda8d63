import { ruleShapes } from "../law/rule-model.ts";
import type { RuleName, RuleValue } from "../law/rule-model.ts";
import type { Minutes } from "./model.ts";

/** A rule as it was frozen for the meeting, with its article; null where none was. */
export function ruleIn<N extends RuleName>(
  rules: Minutes["rules"],
  name: N,
): { readonly value: RuleValue<N>; readonly article: string | null } | null {
  const rule = rules[name];
  return rule ? { value: ruleShapes[name].parse(rule.value) as RuleValue<N>, article: rule.article } : null;
}

/** An article in brackets behind a sentence; nothing where no rule has one. */
export const inBrackets = (rule: { readonly article: string | null } | null): string =>
  rule?.article ? ` (${rule.article})` : "";
