/** What a pattern allows in one place: one of these texts, or what begins so. */
type Allowed = string | { readonly prefix: string };
export interface Pattern {
  readonly [name: string]: Pattern | readonly Allowed[];
}

/** Whether an event matches, as EventBridge and Lambda's filters have it, as far as our templates use it. */
export function matches(pattern: Pattern, event: unknown): boolean {
  return Object.entries(pattern).every(([name, expected]) => {
    const found = (event as Readonly<Record<string, unknown>> | undefined)?.[name];
    if (!Array.isArray(expected)) return matches(expected as Pattern, found);
    const values = Array.isArray(found) ? (found as unknown[]) : [found];
    return values.some((value) => expected.some((each) => isOne(each as Allowed, value)));
  });
}

function isOne(allowed: Allowed, value: unknown): boolean {
  if (typeof allowed === "string") return value === allowed;
  if (Object.keys(allowed).join(" ") !== "prefix")
    throw new Error(`The rehearsal does not know the pattern ${JSON.stringify(allowed)}.`);
  return typeof value === "string" && value.startsWith(allowed.prefix);
}

/** Whether an ARN is among those that a condition names (ArnLike). */
export const isLike = (pattern: string, arn: string): boolean =>
  new RegExp(
    `^${pattern
      .replaceAll(/[$().+^[\]{}|\\]/g, "\\$&")
      .replaceAll("*", ".*")
      .replaceAll("?", ".")}$`,
  ).test(arn);
