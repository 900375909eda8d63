import type { RuleName, RuleValue } from "./rule-model.ts";

/** A rule of a law, with the article that says so. */
export interface LawRule<N extends RuleName = RuleName> {
  readonly value: RuleValue<N>;
  readonly article: string;
  /** Stands before a body's own rules, which it displaces (Llei 26/2010, 13.1). */
  readonly mandatory?: true;
  /** Not a quotation but a reading of the article, in these words: shown with the value, never a silent certainty. */
  readonly reading?: string;
}

/** A regime: the rules that a law gives to a kind of body. */
export interface Profile {
  readonly name: Readonly<Record<string, string>>;
  /** Where its being applied at all is a reading. */
  readonly reading?: string;
  readonly rules: { readonly [N in RuleName]?: LawRule<N> };
}
