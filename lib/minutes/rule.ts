/** An article in brackets behind a sentence; nothing where no rule has one. */
export const inBrackets = (rule: { readonly article: string | null } | null): string =>
  rule?.article ? ` (${rule.article})` : "";
