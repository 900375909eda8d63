/** What a template says, of JSON alone. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** What a template's own names stand for. */
export interface Names {
  /** Of a resource, a parameter or a pseudo parameter ("AWS::Region"). */
  ref(name: string): Json;
  /** An attribute of a resource. */
  attribute(resource: string, name: string): Json;
  /** What another stack exports under this name. */
  imported(name: string): Json;
}

/**
 * A part of a template with all its intrinsic functions worked out, as CloudFormation does before it makes anything. Throws
 * where it meets one that this rehearsal does not know: nothing passes unseen.
 */
export function resolved(part: Json, names: Names): Json {
  if (part === null || typeof part !== "object") return part;
  if (Array.isArray(part))
    return (part as readonly Json[]).map((each) => resolved(each, names)).filter((each) => each !== NOTHING);
  const entries = Object.entries(part as Readonly<Record<string, Json>>);
  const [only, ...more] = entries;
  if (only && more.length === 0 && (only[0] === "Ref" || only[0].startsWith("Fn::")))
    return intrinsic(only[0], only[1], names);
  return Object.fromEntries(
    entries.map(([key, value]) => [key, resolved(value, names)]).filter(([, value]) => value !== NOTHING),
  );
}

/** Stands for AWS::NoValue: as if the property were not there. */
export const NOTHING = "\0AWS::NoValue";

/** A text, or a number as it is written; "" for all else. */
export const textOf = (value: Json | undefined): string =>
  typeof value === "string" || typeof value === "number" ? String(value) : "";

function intrinsic(name: string, argument: Json, names: Names): Json {
  if (name === "Ref") return names.ref(textOf(argument));
  if (name === "Fn::GetAtt") {
    const parts = typeof argument === "string" ? argument.split(/\.(.*)/) : argument;
    const [resource, attribute] = listOf(parts).map(textOf);
    return names.attribute(resource ?? "", attribute ?? "");
  }
  if (name === "Fn::ImportValue") return names.imported(textOf(resolved(argument, names)));
  if (name === "Fn::Sub") return substituted(argument, names);
  const [first, second] = listOf(resolved(argument, names));
  if (name === "Fn::Join") return listOf(second).map(textOf).join(textOf(first));
  if (name === "Fn::Select") return listOf(second)[Number(first)] ?? null;
  if (name === "Fn::Split") return textOf(second).split(textOf(first));
  throw new Error(`The rehearsal does not know ${name}.`);
}

function substituted(argument: Json, names: Names): string {
  if (typeof argument !== "string") throw new Error("The rehearsal knows Fn::Sub of a text alone.");
  return argument.replaceAll(/\$\{([^!}][^}]*)\}/g, (_, name: string) => {
    const [resource = "", attribute] = name.split(/\.(.*)/);
    return textOf(attribute === undefined ? names.ref(resource) : names.attribute(resource, attribute));
  });
}

function listOf(value: Json | undefined): readonly Json[] {
  if (!Array.isArray(value)) throw new Error(`Not a list: ${JSON.stringify(value)}`);
  return value as readonly Json[];
}
