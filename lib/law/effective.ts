import type { EffectiveRule } from "./effective-model.ts";
import type { BodyRules } from "./model.ts";
import type { LawRule } from "./profile.ts";
import { profiles } from "./profiles/profiles.ts";
import { ruleNames } from "./rule-model.ts";
import type { RuleName, RuleValue } from "./rule-model.ts";

type Effective<N extends RuleName> = EffectiveRule & { readonly value: RuleValue<N> };

/**
 * The rule of that name that counts for a body: mandatory, else its own, else the law's default (Llei 26/2010, 13.1).
 * What it displaced is told with it; null when nobody sets one.
 */
export function effectiveRule<N extends RuleName>(rules: BodyRules, name: N): Effective<N> | null {
  const law: { readonly [M in RuleName]?: LawRule } = profiles[rules.profile].rules;
  const [legal, own] = [law[name], rules.own[name]];
  const ownRule = own && {
    layer: "own" as const,
    value: own.value,
    article: own.article ?? rules.act,
    reading: null,
  };
  const legalRule = legal && {
    layer: legal.mandatory ? ("mandatory" as const) : ("default" as const),
    value: legal.value,
    article: legal.article,
    reading: legal.reading ?? null,
  };
  const [first, second] = legal?.mandatory
    ? [legalRule, ownRule]
    : [ownRule ?? legalRule, ownRule && legalRule];
  if (!first) return null;
  return { ...first, displaced: second ? [second] : [] } as Effective<N>;
}

/** All rules that count for a body, by name, and in words what of its own was displaced. */
export function effectiveRules(rules: BodyRules): {
  rules: Partial<Record<RuleName, EffectiveRule>>;
  warnings: { rule: RuleName; message: string }[];
} {
  const found: Partial<Record<RuleName, EffectiveRule>> = {};
  const warnings: { rule: RuleName; message: string }[] = [];
  for (const name of ruleNames) {
    const rule = effectiveRule(rules, name);
    if (!rule) continue;
    found[name] = rule;
    for (const { layer, article } of rule.displaced)
      if (layer === "own")
        warnings.push({
          rule: name,
          message: `The body's own rule${article === null ? "" : ` (${article})`} gives way to ${rule.article ?? "the law"}, which is mandatory.`,
        });
  }
  return { rules: found, warnings };
}
