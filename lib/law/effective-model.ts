import * as z from "zod";

const Layer = z.enum(["mandatory", "own", "default"]);
const Source = {
  layer: Layer,
  /** As the rule's name has it: see `RulesInput.own`. */
  value: z.unknown(),
  article: z.string().nullable(),
  /** [R]: this is a reading of the article, in these words; null: its own words. */
  reading: z.string().nullable(),
};

export const EffectiveRule = z.object({ ...Source, displaced: z.array(z.object(Source)) }).meta({
  id: "EffectiveRule",
  description: "A rule that counts, where it comes from, and what it displaced",
});
export type EffectiveRule = z.infer<typeof EffectiveRule>;
