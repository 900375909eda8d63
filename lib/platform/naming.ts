import { badInput } from "../errors.ts";
import { slugOf } from "./shapes.ts";
import type { Title } from "./shapes.ts";

/** The id that was given, or one made from the name; 400 when none can be made. */
export function idFor(given: string | undefined, name: Title, field = "name"): string {
  const id = given ?? slugOf(Object.values(name)[0] ?? "");
  if (id === "") throw badInput([["$.id", `say an id: none can be made from this ${field}`]]);
  return id;
}
