import type { z } from "zod";
import { inLanguage } from "../platform/shapes.ts";
import type { BodyPatch } from "./input-model.ts";
import type { OpenListInput } from "./open-list.ts";

/** The texts of an input in the town's language where they were bare strings. */
export const textsOf = (language: string, input: z.output<typeof BodyPatch>) => ({
  name: inLanguage(language, input.name),
  alternateNames: input.alternateNames?.map((name) => inLanguage(language, name)),
  description: inLanguage(language, input.description),
  objectives: input.objectives?.map((objective) => inLanguage(language, objective)),
  department: inLanguage(language, input.department),
  comprises: openListIn(language, input.comprises),
  participants: openListIn(language, input.participants),
});

const openListIn = (language: string, list: z.output<typeof OpenListInput> | null | undefined) =>
  list && { ...list, known: list.known.map((name) => inLanguage(language, name)) };
