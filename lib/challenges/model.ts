import * as z from "zod";
import { FollowingAgreement } from "../agreements/following-model.ts";
import { RelatedBody } from "../bodies/relation-model.ts";
import { listOf, Prose, ProseInput, Slug, Title, TitleInput } from "../platform/shapes.ts";
import { Certainty, isOrdered, order, validity } from "../platform/validity.ts";

/** A challenge ("repte"): a theme that commissions work on, across the bodies they are part of. */
export const Challenge = z
  .object({
    id: Slug,
    municipality: Slug,
    name: Title,
    description: Prose.nullable(),
    ...validity,
    /** On the day that was asked about. */
    inForce: Certainty,
    version: z.int(),
  })
  .meta({ id: "Challenge", description: "A theme that commissions of a town work on" });
export const StoredChallenge = Challenge.omit({ inForce: true });
export type StoredChallenge = z.infer<typeof StoredChallenge>;
/** With the bodies that lead to it, on the day that was asked about. */
export const ChallengePage = Challenge.extend({
  bodies: z.array(RelatedBody),
  /** What sessions agreed about it, as far as that is public; the first hundred. */
  agreements: z.array(FollowingAgreement),
}).meta({
  id: "ChallengePage",
  description: "A challenge on a day, with the bodies and agreements that lead to it",
});
export const ChallengeList = listOf(Challenge, "ChallengeList");

const input = {
  name: TitleInput,
  description: ProseInput.nullable(),
  from: validity.from,
  until: validity.until,
};

export const ChallengeInput = z
  .strictObject({
    ...input,
    /** Made from the name when it is not given. */
    id: Slug.optional(),
    description: input.description.default(null),
    from: input.from.default(null),
    until: input.until.default(null),
  })
  .refine(isOrdered, order())
  .meta({ id: "ChallengeInput" });
export const ChallengePatch = z.strictObject(input).partial().meta({ id: "ChallengePatch" });
export const ChallengePath = z.object({ municipality: Slug, challenge: Slug });
