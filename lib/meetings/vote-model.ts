import * as z from "zod";
import { Slug, Title, TitleInput } from "../platform/shapes.ts";
import { SeatId } from "../seats/id-model.ts";
import { SessionId } from "../sessions/id-model.ts";

/** What a vote is about: the matter, or whether something urgent may be dealt with at all. */
export const VoteAbout = z.enum(["matter", "urgency"]).meta({ id: "VoteAbout" });
export const VoteMethod = z.enum(["show-of-hands", "named", "secret"]).meta({ id: "VoteMethod" });
/** More yes than no; more than half, or at least two thirds, of the legal number. */
export const Majority = z.enum(["simple", "absolute", "two-thirds"]).meta({ id: "Majority" });
export type Majority = z.infer<typeof Majority>;
export const Ballot = z.enum(["yes", "no", "abstention"]).meta({ id: "Ballot" });
export const NamedBallot = z.strictObject({ seat: SeatId, ballot: Ballot }).meta({ id: "NamedBallot" });

const count = z.int().min(0).max(1000);
export const Counts = z.strictObject({ yes: count, no: count, abstentions: count }).meta({ id: "Counts" });
export type Counts = z.infer<typeof Counts>;

/** `vote-again`: a tie, or mostly abstentions, that the rules have voted once more. */
export const VoteOutcome = z.enum(["carried", "rejected", "vote-again"]).meta({ id: "VoteOutcome" });

/** One vote, as it was taken. Never changed. */
export const Vote = z
  .object({
    municipality: Slug,
    session: SessionId,
    n: z.int(),
    item: Slug,
    about: VoteAbout,
    question: Title.nullable(),
    method: VoteMethod,
    /** How many with a vote were there. */
    present: z.int(),
    counts: Counts,
    /** Who was there when the debate began and not at the vote: they count as abstaining (LBRL 46.2.d). */
    absentAsAbstentions: z.int(),
    /** Of a named vote. */
    ballots: z.array(NamedBallot),
    majority: Majority,
    /** How many yes it took; null: more than there were no. */
    needed: z.int().nullable(),
    castingVote: Ballot.extract(["yes", "no"]).nullable(),
    /** The vote that this one repeats. */
    repeats: z.int().nullable(),
    outcome: VoteOutcome,
    /** Articles and own rules that it was decided by. */
    articles: z.array(z.string()),
    /** Seats that have on record that they voted against or abstained (Ley 40/2015, 17.6; Llei 26/2010, 19.3). */
    dissent: z.array(SeatId),
    at: z.string(),
  })
  .meta({ id: "Vote", description: "A vote, as it was taken" });
export type Vote = z.infer<typeof Vote>;

export const VoteInput = z
  .strictObject({
    /** An item of the agenda; or one that was not on it, with its title. */
    item: Slug,
    title: TitleInput.optional(),
    about: VoteAbout.default("matter"),
    question: TitleInput.nullable().default(null),
    method: VoteMethod.default("show-of-hands"),
    counts: Counts.optional(),
    ballots: z.array(NamedBallot).max(1000).optional(),
    /** What the matter asks for; left out: what the rules ask for any. */
    majority: Majority.optional(),
    castingVote: Ballot.extract(["yes", "no"]).optional(),
    repeats: z.int().min(1).optional(),
    dissent: z.array(SeatId).max(1000).default([]),
  })
  .meta({ id: "VoteInput", description: "A vote: counted, or by name" });
export type VoteInput = z.infer<typeof VoteInput>;
