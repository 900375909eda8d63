import * as z from "zod";
import { Title, TitleInput } from "../platform/shapes.ts";

/** A list of which the source may tell only some, or only how many. */
const openList = <T extends z.ZodType>(name: T) => ({
  known: z.array(name).max(200).default([]),
  /** How many there are, where that is stated. */
  count: z.int().min(0).max(100_000).nullable().default(null),
  /** Whether `known` is all of them. */
  complete: z.boolean().default(false),
});
export const OpenList = z
  .object(openList(Title))
  .meta({ id: "OpenList", description: "A list as far as it is known: some names, how many, whether all" });
export const OpenListInput = z.strictObject(openList(TitleInput)).meta({ id: "OpenListInput" });
