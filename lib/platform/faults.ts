import type { z } from "zod";
import type { Fault } from "../errors.ts";

/** Nobody reads more, and an answer of a Lambda holds 6 MB. */
const MOST_FAULTS = 100;

/** zod's issues as faults with JSON paths, all at once. */
export function faultsOf(error: z.ZodError, place: Fault["in"]): Fault[] {
  return error.issues.slice(0, MOST_FAULTS).flatMap((issue) => {
    const at = jsonPath(issue.path);
    if (issue.code !== "unrecognized_keys") return [{ in: place, path: at, message: issue.message }];
    return issue.keys.slice(0, MOST_FAULTS).map((key) => ({
      in: place,
      path: jsonPath([...issue.path, key]),
      message: "is not a field that can be set here",
    }));
  });
}

const jsonPath = (parts: readonly PropertyKey[]): string =>
  parts.reduce<string>(
    (path, part) =>
      typeof part === "number"
        ? `${path}[${part}]`
        : /^[A-Za-z_][\w]*$/.test(String(part))
          ? `${path}.${String(part)}`
          : `${path}[${JSON.stringify(String(part))}]`,
    "$",
  );
